import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useChosenFirm } from '@/api/firm';
import { inOrder } from '@/api/inOrder';
import { allRows } from '@/api/ndjson';
import { lastOver, useOverlay } from '@/api/overlay';
import { sentence } from '@/api/problem';
import { POLL_MS, queries } from '@/api/queries';
import { isSameStatus, statusKey, type Status } from '@/api/statuses';
import { say } from '@/ui/Toasts';

export type Deal = Schemas['OpportunityView'];

/** A deal as shown, with its pending status if any. */
export type Shown = Deal & { isPending: boolean };

/** The deals with all pending moves, and a function to move one. */
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
    if (isSameStatus(deal.opportunity_status, status)) return;
    const send = () =>
      inOrder(`deal ${deal.oid}`, async () => {
        const moved = await answer(
          api.PATCH('/api/opportunities/{oid}', { params: { path: { oid: deal.oid } }, body: { opportunity_status: status } }),
        );
        // A list requested before the answer would undo the move.
        await queries.cancelQueries({ queryKey: key });
        queries.setQueryData<Deal[]>(key, (now) => now?.map((known) => (known.oid === moved.oid ? moved : known)));
        void queries.invalidateQueries({ queryKey: ['opportunity quality'] });
        void queries.invalidateQueries({ queryKey: ['forecast'] });
      });
    during(deal.oid, status, send).catch((error: unknown) => say(`Failed to move the deal: ${sentence(error)}`, 'bad'));
  };
  return { query, deals, move };
}

/** Columns of the board: the catalogue's statuses, then any other statuses of deals. */
export function columnsOf(statuses: readonly Status[], deals: readonly Deal[]): string[] {
  const known = new Set(statuses.map((status) => statusKey(status.name)));
  const odd = new Map<string, string>();
  for (const { opportunity_status: status } of deals) {
    const key = statusKey(status);
    if (!known.has(key) && !odd.has(key)) odd.set(key, status);
  }
  return [...statuses.map((status) => status.name), ...[...odd.values()].sort((a, b) => a.localeCompare(b))];
}

/** The deals of each column, ignoring the spelling of statuses. */
export function dealsByColumn<Of extends Deal>(columns: readonly string[], deals: readonly Of[]): { status: string; deals: Of[] }[] {
  const lanes = columns.map((status) => ({ status, deals: [] as Of[] }));
  const byKey = new Map(lanes.map((lane) => [statusKey(lane.status), lane]));
  for (const deal of deals) byKey.get(statusKey(deal.opportunity_status))?.deals.push(deal);
  return lanes;
}

/** The sum of monthly revenue, exact to the cent. */
export function sumOf(deals: readonly Deal[]): string {
  let cents = 0n;
  for (const { monthly_estimated_revenue: amount } of deals) cents += BigInt((amount ?? '0').replace('.', ''));
  const text = cents.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
