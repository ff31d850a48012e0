import { useSyncExternalStore } from 'react';

/** `back`: just restored. */
export type Connection = 'there' | 'lost' | 'back';

const RETRY_MS = 1_500;
const LOOK_MS = 15_000;
const BACK_MS = 4_000;

let state: Connection = 'there';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const returns = new Set<() => void>();

function become(next: Connection) {
  if (state === next) return;
  state = next;
  listeners.forEach((listener) => listener());
}

/** A request failed to reach the service. */
export function lost() {
  if (state === 'lost') return;
  become('lost');
  look(RETRY_MS);
}

function look(after: number) {
  clearTimeout(timer);
  timer = setTimeout(() => void check(), after);
}

/** Polls the readiness of the service. */
async function check() {
  const isReady = await fetch('/health/ready', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!isReady) {
    become('lost');
    look(RETRY_MS);
    return;
  }
  if (state === 'lost') {
    become('back');
    returns.forEach((listener) => listener());
    setTimeout(() => state === 'back' && become('there'), BACK_MS);
  }
  look(LOOK_MS);
}

/** Starts polling, so that an outage is noticed without a request. */
export function watchConnection() {
  window.addEventListener('offline', lost);
  window.addEventListener('online', () => void check());
  look(LOOK_MS);
}

/** Called whenever the connection is restored. */
export function onReturn(listener: () => void): () => void {
  returns.add(listener);
  return () => returns.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
