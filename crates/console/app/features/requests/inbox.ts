import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useChosenFirm } from '@/api/firm';
import { inOrder } from '@/api/inOrder';
import { lastOver, useOverlay } from '@/api/overlay';
import { sentence } from '@/api/problem';
import { queries } from '@/api/queries';
import { say } from '@/ui/Toasts';
import { keyOf, loadRequests, take, useNews } from './news';
import type { Request } from './rules';

export type Operator = Schemas['OperatorView'];

/** A request as shown, with its pending change if any. */
export type Shown = Request & { isPending: boolean };

type Change = Partial<Pick<Request, 'status' | 'processed_by' | 'resolution_comment' | 'archived' | 'body'>>;

type Move = { id: number; change: Change; send: () => Promise<Request | undefined> };

const AGAIN_MS = 60_000;

/** All requests, kept current by events, with all pending changes; and a function to change one. */
export function useInbox() {
  const firm = useChosenFirm();
  useNews(firm);
  const query = useQuery({
    queryKey: keyOf(firm),
    queryFn: ({ signal }) => loadRequests(firm, signal),
    refetchInterval: AGAIN_MS,
  });
  const { overlay, during } = useOverlay<number, Change>();
  const requests = (query.data ?? []).map((request): Shown => {
    const change = lastOver(overlay, request.id);
    return { ...request, ...change, isPending: change !== undefined };
  });
  const move = async ({ id, change, send }: Move): Promise<boolean> => {
    try {
      await during(id, change, () =>
        inOrder(`request ${id}`, async () => {
          const moved = await send();
          if (moved !== undefined) take(firm, moved);
          else void queries.invalidateQueries({ queryKey: keyOf(firm) });
        }),
      );
      return true;
    } catch (error) {
      say(sentence(error), 'bad');
      void queries.invalidateQueries({ queryKey: keyOf(firm) });
      return false;
    }
  };
  return { query, requests, move };
}

export function assign(id: number, operator: number): Move {
  return {
    id,
    change: { status: 'IN_PROGRESS', processed_by: operator },
    send: () => answer(api.PATCH('/api/operators/{op}/requests/{id}', { params: { path: { op: operator, id } } })),
  };
}

export function resolve(id: number, status: 'COMPLETED' | 'REJECTED', comment: string): Move {
  return {
    id,
    change: { status, resolution_comment: comment },
    send: () => answer(api.PATCH('/api/requests/{id}', { params: { path: { id } }, body: { status, resolution_comment: comment } })),
  };
}

export function reword(id: number, body: string): Move {
  return { id, change: { body }, send: () => answer(api.PUT('/api/requests/{id}', { params: { path: { id } }, body: { body } })) };
}

export function archive(id: number): Move {
  return {
    id,
    change: { archived: true },
    send: async () => {
      await answer(api.DELETE('/api/requests/{id}', { params: { path: { id } } }));
      return undefined;
    },
  };
}

export function useOperators() {
  const firm = useChosenFirm();
  return useQuery({ queryKey: ['operators', firm], queryFn: () => answer(api.GET('/api/operators')), staleTime: 60_000 });
}

export function useHistory(id: number) {
  return useQuery({
    queryKey: ['request history', id],
    queryFn: () => answer(api.GET('/api/requests/{id}/history', { params: { path: { id } } })),
  });
}
