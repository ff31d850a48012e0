import { useSyncExternalStore } from 'react';
import { moment } from '@/ui/format';

const TICK_MS = 30_000;

function watchClock(listener: () => void) {
  const timer = setInterval(listener, TICK_MS);
  return () => clearInterval(timer);
}

/** The current time in half minutes, so that the component renders no more often than its text changes. */
const now = () => Math.floor(Date.now() / TICK_MS);

/** `12 min`: the time since then. */
export function Since({ time }: { time: string }) {
  const clock = useSyncExternalStore(watchClock, now);
  const minutes = Math.max(0, Math.floor((clock * TICK_MS - Date.parse(time)) / 60_000));
  const text = minutes < 1 ? 'now' : minutes < 60 ? `${minutes} min` : minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
  return (
    <time className="soft" dateTime={time} title={moment(time)}>
      {text}
    </time>
  );
}
