import { useQuery } from '@tanstack/react-query';
import { api, tagged, type Schemas } from './client';
import { useChosenFirm } from './firm';
import { queries } from './queries';

export type Status = Schemas['StatusView'];

/** A status as it is put down: without the times that the service keeps. */
export type NewStatus = Pick<Status, 'name' | 'probability' | 'closed'>;

/** The statuses of deals that a firm knows, in its order, and the tag of this version of them. */
export type Catalogue = { statuses: readonly Status[]; tag: string | undefined };

const keyOf = (firm: number | undefined) => ['opportunity statuses', firm] as const;

/** The firm's catalogue. */
export function useStatuses() {
  const firm = useChosenFirm();
  return useQuery({
    queryKey: keyOf(firm),
    queryFn: async (): Promise<Catalogue> => {
      const { data, tag } = await tagged(api.GET('/api/opportunity-statuses'));
      return { statuses: data, tag };
    },
    staleTime: 60_000,
  });
}

/** Puts statuses in the place of the version that was looked at. A version that somebody else has made meanwhile is refused with 412. */
export async function saveStatuses(
  firm: number | undefined,
  { statuses, tag }: { statuses: readonly NewStatus[]; tag: string | undefined },
): Promise<Catalogue> {
  const { data, tag: now } = await tagged(
    api.PUT('/api/opportunity-statuses', {
      params: { header: tag === undefined ? {} : { 'If-Match': tag } },
      body: statuses.map(({ name, probability, closed }) => ({ name, probability, closed })),
    }),
  );
  const saved = { statuses: data, tag: now };
  // A catalogue that was asked for before is older than this one.
  await queries.cancelQueries({ queryKey: keyOf(firm) });
  queries.setQueryData<Catalogue>(keyOf(firm), saved);
  for (const key of ['forecast', 'opportunity quality']) void queries.invalidateQueries({ queryKey: [key] });
  return saved;
}

/** What the service compares of a status: neither case nor the white space around it counts. */
export function statusKey(status: string): string {
  return status.trim().toLowerCase();
}

export function isSameStatus(one: string, other: string): boolean {
  return statusKey(one) === statusKey(other);
}
