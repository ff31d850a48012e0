import { useSyncExternalStore } from 'react';
import { answer, api } from '@/api/client';
import { inOrder } from '@/api/inOrder';
import { firmNow } from '@/api/session';
import { Refusal } from '@/api/problem';
import { say } from '@/ui/Toasts';
import { arrive, begin, EMPTY, fail, replace, settle, targetOf, type Book, type Client } from './book';
import { bodyOf, faultsOf, shownOf, type Draft, type Faults } from './draft';
import { loadAll, loadNews } from './load';

/** A form whose change failed. */
export type Returned = { key: number; draft: Draft; target: number | undefined; faults: Faults; message: string };

type State = {
  book: Book;
  returned: readonly Returned[];
  /** Recently saved clients. */
  fresh: ReadonlySet<number>;
  isWhole: boolean;
};

const FRESH_MS = 2_000;

const START: State = { book: EMPTY, returned: [], fresh: new Set(), isWhole: false };

let state = START;
let asOf: Date | undefined;
let firmShown: number | undefined;
let lastKey = 0;
const listeners = new Set<() => void>();

function change(next: Partial<State>) {
  state = { ...state, ...next };
  listeners.forEach((listener) => listener());
}

export function useClients(): State {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

/** Loads all clients first, and changed ones after that. */
export async function refresh(firm: number | undefined, signal: AbortSignal): Promise<number> {
  if (firm !== firmShown) {
    firmShown = firm;
    asOf = undefined;
    change(START);
  }
  if (asOf === undefined) return loadWhole(signal);
  const since = state.book.answers;
  const news = await loadNews(asOf, signal);
  asOf = news.asOf;
  change({ book: arrive(state.book, news.rows, since) });
  // Changed lists omit deleted clients; a different total reveals them.
  if (news.total !== state.book.clients.size && state.book.edits.length === 0) return loadWhole(signal);
  return state.book.clients.size;
}

async function loadWhole(signal: AbortSignal): Promise<number> {
  const since = state.book.answers;
  const rows: Client[] = [];
  const isFirst = !state.isWhole;
  let shown = 0;
  const loadedAt = await loadAll((batch) => {
    batch.forEach((row) => rows.push(row));
    // At first, rows are shown while they arrive, each time twice as many, because sorting takes longer than
    // receiving. Later updates are shown at once, without flicker.
    if (!isFirst || rows.length < 2 * shown) return;
    change({ book: arrive(state.book, rows.slice(shown), since) });
    shown = rows.length;
  }, signal);
  asOf = loadedAt;
  change({ book: replace(state.book, rows, since), isWhole: true });
  return rows.length;
}

/** Shows a change at once and sends it. Changes of one client are sent in order. */
export async function save(draft: Draft, target: number | undefined): Promise<Returned | undefined> {
  lastKey += 1;
  const key = lastKey;
  const integrationId = draft.integration_id.trim();
  const about = target ?? targetOf(state.book, integrationId);
  change({ book: begin(state.book, { key, target: about, integrationId, shown: shownOf(draft) }) });
  try {
    const taken = await inOrder(`client ${integrationId}`, async () => {
      const body = bodyOf(draft, await firmNow(), target !== undefined);
      return answer(api.PATCH('/clients', { body }));
    });
    if (taken.client === null) throw new Refusal(404, 'The service accepted the client but did not return it.');
    settled(key, taken.client, taken.warnings.map((warning) => warning.message));
    return undefined;
  } catch (error) {
    const faults = faultsOf(error);
    const message = Object.values(faults).join(' ');
    const back = { key, draft, target, faults, message };
    change({ book: fail(state.book, key), returned: [...state.returned, back] });
    return back;
  }
}

function settled(key: number, client: Client, warnings: string[]) {
  change({ book: settle(state.book, key, client), fresh: new Set(state.fresh).add(client.id) });
  warnings.forEach((warning) => say(warning));
  setTimeout(() => change({ fresh: new Set([...state.fresh].filter((id) => id !== client.id)) }), FRESH_MS);
}

/** Removes a failed form from the list. */
export function putAside(key: number) {
  change({ returned: state.returned.filter((returned) => returned.key !== key) });
}
