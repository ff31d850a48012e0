import { useSyncExternalStore } from 'react';
import { Icon } from './Icon';

type Toast = { id: number; tone: 'good' | 'bad' | 'plain'; text: string };

const STAYS_MS = 6_000;
const BAD_STAYS_MS = 12_000;

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function put(next: readonly Toast[]) {
  toasts = next;
  listeners.forEach((listener) => listener());
}

function dismiss(id: number) {
  put(toasts.filter((toast) => toast.id !== id));
}

/** Shows a message in the corner for some seconds. */
export function say(text: string, tone: Toast['tone'] = 'plain') {
  last += 1;
  const id = last;
  put([...toasts.slice(-3), { id, tone, text }]);
  setTimeout(() => dismiss(id), tone === 'bad' ? BAD_STAYS_MS : STAYS_MS);
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={`toast ${toast.tone}`}>
          <span>{toast.text}</span>
          <button type="button" className="button quiet icon small" aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
