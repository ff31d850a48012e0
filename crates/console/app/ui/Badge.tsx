import type { ReactNode } from 'react';

type Tone = 'good' | 'warn' | 'bad' | 'accent';

/** What it means for people that something is in a state, whatever it is. States that are not here mean nothing special. */
const TONES: Readonly<Record<string, Tone>> = {
  // requests
  PENDING: 'warn',
  IN_PROGRESS: 'accent',
  COMPLETED: 'good',
  REJECTED: 'bad',
  // users, and how they are in the CRM
  pending: 'warn',
  synced: 'good',
  failed: 'bad',
  // imports, which fail as well
  running: 'accent',
  succeeded: 'good',
  // keys
  live: 'good',
  expired: 'warn',
};

/** A word or two about a thing, coloured by the state that it is in or by a tone. Without words it says the state. */
export function Badge({ state, tone, children }: { state?: string; tone?: Tone; children?: ReactNode }) {
  const shade = tone ?? (state === undefined ? undefined : TONES[state]);
  return <span className={shade === undefined ? 'badge' : `badge ${shade}`}>{children ?? state}</span>;
}
