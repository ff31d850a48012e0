import { useEffect } from 'react';
import { withFirm } from '@/api/client';
import { onReturn } from '@/api/connection';
import { allRows } from '@/api/ndjson';
import { queries } from '@/api/queries';
import { withRequest, type Request } from './rules';

/** How soon to ask again to be told, after a refusal. */
const AGAIN_MS = 3_000;

export const keyOf = (firm: number | undefined) => ['requests', firm] as const;

type Load = { firm: number | undefined; heard: Request[] };

/** Lists on their way. What is heard meanwhile may be newer than they will be. */
const loads = new Set<Load>();

/** All requests of a firm, with what was heard of them while they came. */
export async function loadRequests(firm: number | undefined, signal: AbortSignal): Promise<Request[]> {
  const load: Load = { firm, heard: [] };
  loads.add(load);
  try {
    const rows = await allRows<Request>('/api/requests?show_archived=true', signal);
    return load.heard.reduce<Request[]>(withRequest, rows);
  } finally {
    loads.delete(load);
  }
}

/** A request is so now: in what is shown, and in what is on its way. */
export function take(firm: number | undefined, request: Request) {
  for (const load of loads) if (load.firm === firm) load.heard.push(request);
  queries.setQueryData<Request[]>(keyOf(firm), (now) => (now === undefined ? now : withRequest(now, request)));
  void queries.invalidateQueries({ queryKey: ['request history', request.id] });
}

/** What was missed is in no event: it is asked for. */
function catchUp(firm: number | undefined) {
  void queries.invalidateQueries({ queryKey: keyOf(firm) });
  void queries.invalidateQueries({ queryKey: ['request history'] });
}

/**
 * Hears of every move in the firm as it happens. A browser that is cut off comes back by itself and hears what it
 * missed; one that is refused gives up, and is sent again.
 */
export function useNews(firm: number | undefined) {
  useEffect(() => {
    let events: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listen = (isAgain: boolean) => {
      clearTimeout(timer);
      events?.close();
      const source = new EventSource(withFirm('/api/requests/events'));
      events = source;
      source.addEventListener('move', (event: MessageEvent<unknown>) => {
        const { request } = JSON.parse(String(event.data)) as { request: Request };
        take(firm, request);
      });
      if (isAgain) source.addEventListener('open', () => catchUp(firm), { once: true });
      source.addEventListener('error', () => {
        if (source.readyState === EventSource.CLOSED && source === events) timer = setTimeout(() => listen(true), AGAIN_MS);
      });
    };
    listen(false);
    const stop = onReturn(() => listen(true));
    return () => {
      stop();
      clearTimeout(timer);
      events?.close();
      events = undefined;
    };
  }, [firm]);
}
