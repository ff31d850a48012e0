import { accepted, send } from '@/api/client';
import { rowsOf } from '@/api/ndjson';
import type { Client } from './book';

const ADDRESS = '/clients';
/** The `Date` header has only seconds, and transactions take time. */
const SLACK_MS = 3_000;

function clockOf(answer: Response): Date {
  const stamp = Date.parse(answer.headers.get('date') ?? '');
  return new Date((Number.isNaN(stamp) ? Date.now() : stamp) - SLACK_MS);
}

/** All clients, in batches as they arrive. Returns the service's time of the request. */
export async function loadAll(onRows: (rows: Client[]) => void, signal: AbortSignal): Promise<Date> {
  const batches = rowsOf<Client>(ADDRESS, signal);
  for (;;) {
    const next = await batches.next();
    if (next.done === true) return clockOf(next.value);
    onRows(next.value);
  }
}

export type News = { rows: Client[]; total: number; asOf: Date };

/** The clients changed since then, and the total. */
export async function loadNews(since: Date, signal: AbortSignal): Promise<News> {
  const rows: Client[] = [];
  const path = `${ADDRESS}?updated_since=${encodeURIComponent(since.toISOString())}`;
  const asOf = await loadInto(rows, path, signal);
  const count = await accepted(send(`${ADDRESS}?limit=1&count=true`, { signal }));
  return { rows, total: Number(count.headers.get('x-total-count')), asOf };
}

async function loadInto(rows: Client[], path: string, signal: AbortSignal): Promise<Date> {
  const batches = rowsOf<Client>(path, signal);
  for (;;) {
    const next = await batches.next();
    if (next.done === true) return clockOf(next.value);
    rows.push(...next.value);
  }
}
