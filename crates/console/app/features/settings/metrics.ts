export type Figure = { name: string; help: string; total: number };

/** Counters and gauges of an OpenMetrics text, summed over labels. Histogram buckets are omitted. */
export function figuresOf(text: string): Figure[] {
  const help = new Map<string, string>();
  const totals = new Map<string, number>();
  for (const line of text.split('\n')) {
    const about = /^# HELP (\S+) (.*)$/.exec(line);
    if (about?.[1] !== undefined) help.set(about[1], about[2] ?? '');
    const sample = /^([a-z_]+)(?:\{.*\})? ([-\d.e+]+)/i.exec(line);
    if (sample?.[1] === undefined || /_(bucket|sum|created)$/.test(sample[1])) continue;
    totals.set(sample[1], (totals.get(sample[1]) ?? 0) + Number(sample[2]));
  }
  return [...totals].map(([name, total]) => ({ name, total, help: (help.get(name.replace(/_(total|count)$/, '')) ?? '').replace(/\.$/, '') }));
}
