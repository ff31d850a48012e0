import { useSyncExternalStore } from 'react';

const KEY = 'frontdesk.firm';
const listeners = new Set<() => void>();

/** The chosen firm; undefined means the caller's own. */
export function chosenFirm(): number | undefined {
  const id = Number(localStorage.getItem(KEY));
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

export function chooseFirm(id: number | undefined) {
  if (id === undefined) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, String(id));
  listeners.forEach((listener) => listener());
}

export function useChosenFirm(): number | undefined {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, chosenFirm);
}
