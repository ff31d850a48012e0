import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { rowsOf } from '@/api/ndjson';
import { Refusal } from '@/api/problem';
import { network } from '../setup';

async function batches(path: string): Promise<unknown[][]> {
  const all: unknown[][] = [];
  for await (const batch of rowsOf(path, new AbortController().signal)) all.push(batch);
  return all;
}

test('rows arrive in batches of complete rows, wherever the chunks end', async () => {
  const rows = Array.from({ length: 3_000 }, (_, id) => ({ id, name: `Zoë ${'x'.repeat(200)}` }));
  const bytes = new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  network.use(
    http.get('*/rows', () => {
      let at = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (at >= bytes.length) controller.close();
          else controller.enqueue(bytes.slice(at, (at += 10_007)));
        },
      });
      return new HttpResponse(body);
    }),
  );
  const all = await batches('/rows');
  expect(all.length).toBeGreaterThan(1);
  expect(all.flat()).toEqual(rows);
});

test('an empty list has no rows', async () => {
  network.use(http.get('*/rows', () => new HttpResponse('')));
  expect(await batches('/rows')).toEqual([]);
});

test('a refusal is thrown with the service’s message', async () => {
  network.use(http.get('*/rows', () => HttpResponse.json({ detail: 'Firm not found' }, { status: 404 })));
  await expect(batches('/rows')).rejects.toEqual(new Refusal(404, 'Firm not found'));
});
