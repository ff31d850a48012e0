import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, withFirm } from '@/api/client';
import type { Import } from './upload';

export function isOver(state: Import): boolean {
  return state.state === 'succeeded' || state.state === 'failed';
}

/** The progress of an import: by events, or by polling where they fail. */
export function useImport(id: number) {
  const [live, setLive] = useState<Import>();
  const query = useQuery({
    queryKey: ['imports', id],
    queryFn: () => answer(api.GET('/imports/{id}', { params: { path: { id } } })),
    refetchInterval: (asked) => (asked.state.data !== undefined && isOver(asked.state.data) ? false : 2_000),
  });
  const isDone = query.data !== undefined && isOver(query.data);
  useEffect(() => {
    if (isDone) return;
    const events = new EventSource(withFirm(`/imports/${id}/events`));
    const take = (event: MessageEvent<unknown>) => setLive(JSON.parse(String(event.data)) as Import);
    events.addEventListener('progress', take);
    events.addEventListener('end', (event) => {
      take(event);
      events.close();
    });
    return () => events.close();
  }, [id, isDone]);
  const asked = query.data;
  const isAhead = live?.id === id && (asked === undefined || (!isOver(asked) && live.rows_done >= asked.rows_done));
  return { query, current: isAhead ? live : asked };
}

/** `3 min 20 s`, counted from the last change of the import, because browser and service clocks may differ. */
export function timeLeft({ eta, updated_at }: Pick<Import, 'eta' | 'updated_at'>): string | undefined {
  if (eta === null) return undefined;
  const seconds = Math.max(0, Math.round((Date.parse(eta) - Date.parse(updated_at)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
