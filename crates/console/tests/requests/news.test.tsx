import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { queries } from '@/api/queries';
import { useInbox } from '@/features/requests/inbox';
import type { Request } from '@/features/requests/rules';
import { hold } from '../hold';
import { network } from '../setup';

const request = (status: Request['status'], second: number): Request => ({
  id: 1,
  status,
  archived: false,
  body: 'Winter is coming',
  created_by: 1,
  processed_by: null,
  resolution_comment: null,
  created_at: '2026-01-31T09:00:00Z',
  updated_at: `2026-01-31T09:00:0${second}Z`,
});

/** A fake EventSource controlled by the test. */
class Events extends EventTarget {
  static readonly CLOSED = 2;
  static all: Events[] = [];
  readyState = 1;
  constructor(readonly url: string) {
    super();
    Events.all.push(this);
  }
  close() {
    this.readyState = Events.CLOSED;
  }
  /** The service answers with a refusal: browsers then give up. */
  refuse() {
    this.readyState = Events.CLOSED;
    this.dispatchEvent(new Event('error'));
  }
  /** The connection breaks: browsers then come back by themselves. */
  breakOff() {
    this.readyState = 0;
    this.dispatchEvent(new Event('error'));
  }
  tell(moved: Request) {
    this.dispatchEvent(new MessageEvent('move', { data: JSON.stringify({ request: moved }) }));
  }
}

const lines = (rows: readonly Request[]) => new HttpResponse(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;

beforeEach(() => {
  queries.clear();
  Events.all = [];
  vi.stubGlobal('EventSource', Events);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('an event received while the list loads is not undone by the list', async () => {
  const { promise: held, resolve: letGo } = hold();
  let asked = 0;
  network.use(
    http.get('*/api/requests', async () => {
      asked += 1;
      if (asked === 2) await held;
      return lines([request('PENDING', 1)]);
    }),
  );
  const { result } = renderHook(() => useInbox(), { wrapper });
  await waitFor(() => expect(result.current.requests[0]?.status).toBe('PENDING'));
  const again = result.current.query.refetch();
  await waitFor(() => expect(asked).toBe(2));
  act(() => Events.all.at(-1)?.tell(request('IN_PROGRESS', 2)));
  await waitFor(() => expect(result.current.requests[0]?.status).toBe('IN_PROGRESS'));
  letGo();
  await act(() => again);
  expect(result.current.requests[0]?.status).toBe('IN_PROGRESS');
});

test('an event received before the first list is applied to it', async () => {
  const { promise: held, resolve: letGo } = hold();
  let isAsked = false;
  network.use(
    http.get('*/api/requests', async () => {
      isAsked = true;
      await held;
      return lines([request('PENDING', 1)]);
    }),
  );
  const { result } = renderHook(() => useInbox(), { wrapper });
  await waitFor(() => expect(isAsked).toBe(true));
  act(() => Events.all.at(-1)?.tell(request('IN_PROGRESS', 2)));
  letGo();
  await waitFor(() => expect(result.current.requests[0]?.status).toBe('IN_PROGRESS'));
});

test('after a refusal the stream is reopened after three seconds, and the list reloaded', async () => {
  let asked = 0;
  network.use(
    http.get('*/api/requests', () => {
      asked += 1;
      return lines([request('PENDING', 1)]);
    }),
  );
  const { result, unmount } = renderHook(() => useInbox(), { wrapper });
  await waitFor(() => expect(result.current.requests).toHaveLength(1));
  vi.useFakeTimers();
  const first = Events.all.length;
  Events.all.at(-1)?.breakOff();
  vi.advanceTimersByTime(10_000);
  expect(Events.all, 'the browser itself comes back').toHaveLength(first);
  Events.all.at(-1)?.refuse();
  vi.advanceTimersByTime(2_900);
  expect(Events.all).toHaveLength(first);
  vi.advanceTimersByTime(200);
  expect(Events.all).toHaveLength(first + 1);
  vi.useRealTimers();
  const before = asked;
  act(() => void Events.all.at(-1)?.dispatchEvent(new Event('open')));
  await waitFor(() => expect(asked).toBe(before + 1));
  const last = Events.all.length;
  unmount();
  vi.useFakeTimers();
  Events.all.at(-1)?.refuse();
  vi.advanceTimersByTime(10_000);
  expect(Events.all, 'no listener is left').toHaveLength(last);
});
