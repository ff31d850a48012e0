import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useChosenFirm } from '@/api/firm';
import { allRows } from '@/api/ndjson';
import { sentence } from '@/api/problem';
import { queries } from '@/api/queries';
import { say } from '@/ui/Toasts';

export type User = Schemas['UserView'];
export type SyncStatus = Schemas['SyncStatusView'];
export type PastValue = Schemas['PastValueView'];

const POLL_MS = 5_000;

export function useUsers() {
  const firm = useChosenFirm();
  return useQuery({
    queryKey: ['users', firm],
    queryFn: ({ signal }) => allRows<User>('/users', signal),
    refetchInterval: POLL_MS,
  });
}

export function useSyncStatus() {
  const firm = useChosenFirm();
  return useQuery({ queryKey: ['sync status', firm], queryFn: () => answer(api.GET('/api/sync/status')), refetchInterval: POLL_MS });
}

export function useUserHistory(id: string) {
  return useQuery({
    queryKey: ['user history', id],
    queryFn: () => answer(api.GET('/users/{user_id}/history', { params: { path: { user_id: id } } })),
  });
}

/** Sends an action for users, and shows its outcome. */
export async function ask(what: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await what();
    say(done, 'good');
  } catch (error) {
    say(sentence(error), 'bad');
  }
  for (const key of ['users', 'sync status', 'user history']) await queries.invalidateQueries({ queryKey: [key] });
}

export const retry = (id: string) =>
  ask(() => answer(api.POST('/users/{user_id}/sync', { params: { path: { user_id: id } } })), 'The push to the CRM is queued.');

export const reconcile = (id: string) =>
  ask(() => answer(api.POST('/users/{user_id}/reconcile', { params: { path: { user_id: id } } })), 'The reconciliation is queued.');

export const reconcileAll = () => ask(() => answer(api.POST('/api/sync/sweeps')), 'The reconciliation of all users has started.');
