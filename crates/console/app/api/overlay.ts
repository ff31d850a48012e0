import { useState } from 'react';

type Entry<Id, Change> = { key: number; id: Id; change: Change };

/** Pending changes, oldest first, shown over the last known data until they are answered. */
export type Overlay<Id, Change> = readonly Entry<Id, Change>[];

/** The last pending change of a record, which is the one shown. */
export function lastOver<Id, Change>(overlay: Overlay<Id, Change>, id: Id): Change | undefined {
  return overlay.findLast((entry) => entry.id === id)?.change;
}

let lastKey = 0;

/** A page's overlay. `during` shows a change until its promise settles. */
export function useOverlay<Id, Change>() {
  const [overlay, setOverlay] = useState<Overlay<Id, Change>>([]);
  const during = async <T>(id: Id, change: Change, sending: () => Promise<T>): Promise<T> => {
    lastKey += 1;
    const key = lastKey;
    setOverlay((now) => [...now, { key, id, change }]);
    try {
      return await sending();
    } finally {
      setOverlay((now) => now.filter((entry) => entry.key !== key));
    }
  };
  return { overlay, during };
}
