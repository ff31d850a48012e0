import { answer, api } from './client';
import { chosenFirm } from './firm';
import { queries } from './queries';

const FRESH_MS = 60_000;

/** The firm for payloads that require one: the chosen firm, else the caller's own. */
export async function firmNow(): Promise<number> {
  const chosen = chosenFirm();
  if (chosen !== undefined) return chosen;
  const session = await queries.query({
    queryKey: ['session'],
    queryFn: () => answer(api.GET('/api/v1/session')),
    staleTime: FRESH_MS,
  });
  return session.firm_id;
}
