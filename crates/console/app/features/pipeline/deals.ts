import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useChosenFirm } from '@/api/firm';
import { inOrder } from '@/api/inOrder';
import { allRows } from '@/api/ndjson';
import { lastOver, useOverlay } from '@/api/overlay';
import { sentence } from '@/api/problem';
import { POLL_MS, queries } from '@/api/queries';
import { say } from '@/ui/Toasts';

export type Deal = Schemas['OpportunityView'];
export type Status = Schemas['StatusView'];

/** A deal as it is shown: where it is on its way to, if it is. */
export type Shown = Deal & { isPending: boolean };

export function useStatuses() {
  const firm = useChosenFirm();
  return useQuery({
    queryKey: ['opportunity statuses', firm],
    queryFn: () => answer(api.GET('/api/opportunity-statuses')),
    staleTime: 60_000,
  });
}

/** The deals with every move that is on its way, and how to move one. */
export function useDeals() {
  const firm = useChosenFirm();
  const key = ['opportunities', firm];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => allRows<Deal>('/api/opportunities', signal),
    refetchInterval: POLL_MS,
  });
  const { overlay, during } = useOverlay<string, string>();
  const deals = (query.data ?? []).map((deal): Shown => {
    const status = lastOver(overlay, deal.oid);
    return { ...deal, opportunity_status: status ?? deal.opportunity_status, isPending: status !== undefined };
  });
  const move = (deal: Deal, status: string) => {
    if (deal.opportunity_status === status) return;
    const send = () =>
      inOrder(`deal ${deal.oid}`, async () => {
        const moved = await answer(
          api.PATCH('/api/opportunities/{oid}', { params: { path: { oid: deal.oid } }, body: { opportunity_status: status } }),
        );
        // A list that was asked for before the answer would undo it.
        await queries.cancelQueries({ queryKey: key });
        queries.setQueryData<Deal[]>(key, (now) => now?.map((known) => (known.oid === moved.oid ? moved : known)));
        void queries.invalidateQueries({ queryKey: ['opportunity quality'] });
        void queries.invalidateQueries({ queryKey: ['forecast'] });
      });
    during(deal.oid, status, send).catch((error: unknown) => say(`The deal was not moved: ${sentence(error)}`, 'bad'));
  };
  return { query, deals, move };
}

/** Columns of the board: the catalogue's statuses, and behind them whatever else deals say. */
export function columnsOf(statuses: readonly Status[], deals: readonly Deal[]): string[] {
  const known = statuses.map((status) => status.name);
  const odd = new Set(deals.map((deal) => deal.opportunity_status).filter((status) => !known.includes(status)));
  return [...known, ...[...odd].sort((a, b) => a.localeCompare(b))];
}

/** The sum of what deals bring in a month, exact to the cent. */
export function sumOf(deals: readonly Deal[]): string {
  let cents = 0n;
  for (const { monthly_estimated_revenue: amount } of deals) cents += BigInt((amount ?? '0').replace('.', ''));
  const text = cents.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
