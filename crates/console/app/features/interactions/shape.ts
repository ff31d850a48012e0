import type { Figures } from '@/ui/Chart';

export type Counts = Readonly<Record<string, number>>;

/** Counts by channel as data of a chart and of a table. */
export function stack(rows: readonly { name: string; total: number; interactions: Counts }[], first: string) {
  const series = [...new Set(rows.flatMap((row) => Object.keys(row.interactions)))].sort((a, b) => a.localeCompare(b));
  const figures: Figures = {
    headers: [first, 'All', ...series],
    rows: rows.map((row) => [row.name, row.total, ...series.map((channel) => row.interactions[channel] ?? 0)]),
  };
  return { series, figures, data: rows.map((row) => ({ name: row.name, ...row.interactions })) };
}

const ISO_DAY = 10;

/** The first and last day of the last `months` months, including the current one. */
export function lastMonths(today: Date, months: number): { start_date: string; end_date: string } {
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
  const start = new Date(Date.UTC(year, month - months + 1, 1));
  const end = new Date(Date.UTC(year, month + 1, 0));
  return { start_date: start.toISOString().slice(0, ISO_DAY), end_date: end.toISOString().slice(0, ISO_DAY) };
}

/** The bucket size at which a range remains readable. */
export function bucketFor(start: string, end: string): 'day' | 'week' | 'month' {
  if (start === '' || end === '') return 'month';
  const days = (Date.parse(end) - Date.parse(start)) / 86_400_000;
  if (days <= 45) return 'day';
  return days <= 200 ? 'week' : 'month';
}

/** The label of a bucket: `Jul 2025` for a month, else `7 Jul 2025`. */
export function bucketName(start: string, bucket: 'day' | 'week' | 'month'): string {
  const date = new Date(`${start}T00:00:00Z`);
  const day = bucket === 'month' ? {} : ({ day: 'numeric' } as const);
  return date.toLocaleDateString(undefined, { ...day, month: 'short', year: 'numeric', timeZone: 'UTC' });
}
