import { useQuery } from '@tanstack/react-query';
import { api, tagged, type Schemas } from './client';
import { useChosenFirm } from './firm';
import { queries } from './queries';

export type Status = Schemas['StatusView'];

/** A status as stored, without its times. */
export type NewStatus = Pick<Status, 'name' | 'probability' | 'closed'>;

/** The deal statuses of a firm, in order, with the version tag of the catalogue. */
export type Catalogue = { statuses: readonly Status[]; tag: string | undefined };

const keyOf = (firm: number | undefined) => ['opportunity statuses', firm] as const;

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

/** Replaces the given version of the catalogue. If another user has changed it meanwhile, the answer is 412. */
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
  // Discards a response requested before this change, which would be outdated.
  await queries.cancelQueries({ queryKey: keyOf(firm) });
  queries.setQueryData<Catalogue>(keyOf(firm), saved);
  for (const key of ['forecast', 'opportunity quality']) void queries.invalidateQueries({ queryKey: [key] });
  return saved;
}

/** Status names are compared as in the service: ignoring case and surrounding white space. */
export function statusKey(status: string): string {
  return status.trim().toLowerCase();
}

export function isSameStatus(one: string, other: string): boolean {
  return statusKey(one) === statusKey(other);
}
