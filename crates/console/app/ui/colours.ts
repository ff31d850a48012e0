/** Chart colours, in order of use. */
export const COLOURS = ['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)', 'var(--chart-4)', 'var(--chart-5)', 'var(--chart-6)'] as const;

/** The colour of a series by its index. */
export function colour(place: number): string {
  return COLOURS[place % COLOURS.length] ?? COLOURS[0];
}

/** Style of the axes. */
export const AXIS = { stroke: 'var(--line-strong)', tick: { fill: 'var(--text-soft)', fontSize: 12 }, tickLine: false } as const;

export const TOOLTIP = {
  contentStyle: {
    border: '1px solid var(--line)',
    borderRadius: 6,
    background: 'var(--raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
    fontSize: 12.5,
  },
  cursor: { fill: 'var(--accent-ground)', opacity: 0.5 },
  isAnimationActive: false,
} as const;

/** `12k`, `3.4M`: short labels for an axis. */
export function short(value: number): string {
  return new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}
