import { useSyncExternalStore } from 'react';

const KEY = 'frontdesk.operator';
const listeners = new Set<() => void>();

function stored(): number | undefined {
  const id = Number(localStorage.getItem(KEY));
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** The operator at this browser, for one-click assignment. */
export function useMe(): [number | undefined, (id: number | undefined) => void] {
  const me = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, stored);
  const set = (id: number | undefined) => {
    if (id === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, String(id));
    listeners.forEach((listener) => listener());
  };
  return [me, set];
}
