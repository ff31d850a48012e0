import type { ReactNode } from 'react';

type Tone = 'good' | 'warn' | 'bad' | 'accent';

/** The tone of each state. States not listed are neutral. */
const TONES: Readonly<Record<string, Tone>> = {
  // requests
  PENDING: 'warn',
  IN_PROGRESS: 'accent',
  COMPLETED: 'good',
  REJECTED: 'bad',
  // users
  pending: 'warn',
  synced: 'good',
  failed: 'bad',
  // imports, also `failed`
  running: 'accent',
  succeeded: 'good',
  // keys
  live: 'good',
  expired: 'warn',
};

/** A short label, coloured by state or tone. Without a text it shows the state. */
export function Badge({ state, tone, children }: { state?: string; tone?: Tone; children?: ReactNode }) {
  const shade = tone ?? (state === undefined ? undefined : TONES[state]);
  return <span className={shade === undefined ? 'badge' : `badge ${shade}`}>{children ?? state}</span>;
}
