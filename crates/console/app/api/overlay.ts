import { useState } from 'react';

type Entry<Id, Change> = { key: number; id: Id; change: Change };

/** Changes on their way to the service, oldest first. They lie over what it last said, and are taken off when it answers. */
export type Overlay<Id, Change> = readonly Entry<Id, Change>[];

/** The last change on its way to a thing: that is the one to show. */
export function lastOver<Id, Change>(overlay: Overlay<Id, Change>, id: Id): Change | undefined {
  return overlay.findLast((entry) => entry.id === id)?.change;
}

let lastKey = 0;

/** An overlay of a page. `during` lays a change over until a promise has ended, be it well or not. */
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
