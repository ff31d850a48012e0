import { useEffect } from 'react';
import { withFirm } from '@/api/client';
import { onReturn } from '@/api/connection';
import { allRows } from '@/api/ndjson';
import { queries } from '@/api/queries';
import { withRequest, type Request } from './rules';

/** Delay before reconnecting after a refusal. */
const AGAIN_MS = 3_000;

export const keyOf = (firm: number | undefined) => ['requests', firm] as const;

type Load = { firm: number | undefined; heard: Request[] };

/** Lists being loaded. Events received meanwhile may be newer than they are. */
const loads = new Set<Load>();

/** All requests of a firm, updated by events received while they loaded. */
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

/** Updates a request in the data shown and in lists being loaded. */
export function take(firm: number | undefined, request: Request) {
  for (const load of loads) if (load.firm === firm) load.heard.push(request);
  queries.setQueryData<Request[]>(keyOf(firm), (now) => (now === undefined ? now : withRequest(now, request)));
  void queries.invalidateQueries({ queryKey: ['request history', request.id] });
}

/** Events missed while disconnected are not repeated, so the list is reloaded. */
function catchUp(firm: number | undefined) {
  void queries.invalidateQueries({ queryKey: keyOf(firm) });
  void queries.invalidateQueries({ queryKey: ['request history'] });
}

/**
 * Subscribes to all status changes of the firm. After a lost connection the browser reconnects and receives what it
 * missed; after a refusal it stops, and is reconnected here.
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
