import { accepted, send } from './client';

/** Approximate number of bytes per batch of rows. */
const PIECE = 256 * 1024;

/** A list streamed line by line, in batches, so that rows are shown before all have arrived. */
export async function* rowsOf<Row>(path: string, signal: AbortSignal): AsyncGenerator<Row[], Response> {
  const response = await accepted(send(path, { headers: { accept: 'application/x-ndjson' }, signal }));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let isFirst = true; reader !== undefined; ) {
    const { done, value } = await reader.read();
    if (done) break;
    rest += value;
    if (rest.length < PIECE && !isFirst) continue;
    const end = rest.lastIndexOf('\n') + 1;
    if (end === 0) continue;
    yield parse<Row>(rest.slice(0, end));
    isFirst = false;
    rest = rest.slice(end);
  }
  if (rest !== '') yield parse<Row>(rest);
  return response;
}

function parse<Row>(lines: string): Row[] {
  const items = lines.split('\n').filter((line) => line !== '');
  return JSON.parse(`[${items.join(',')}]`) as Row[];
}

/** A complete list, streamed. */
export async function allRows<Row>(path: string, signal: AbortSignal): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of rowsOf<Row>(path, signal)) batch.forEach((row) => rows.push(row));
  return rows;
}
