/** Strokes on a 24 by 24 grid. */
const STROKES = {
  clients: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.5M16 4.5a3.5 3.5 0 0 1 0 6.3M18.5 14.8c1.8.8 2.8 2.6 3 5.2',
  import: 'M12 3v11m0 0 4-4m-4 4-4-4M4 15v3a2.5 2.5 0 0 0 2.5 2.5h11A2.5 2.5 0 0 0 20 18v-3',
  customers: 'M4 20V6.5A1.5 1.5 0 0 1 5.5 5h6A1.5 1.5 0 0 1 13 6.5V20m0-9h5.5a1.5 1.5 0 0 1 1.5 1.5V20M2.5 20h19M7 9h3M7 12.5h3M7 16h3',
  pipeline: 'M4.5 4h4v16h-4zM10.5 4h4v10.5h-4zM16.5 4h4v6.5h-4z',
  interactions: 'M4 19.5h16.5M6.5 16v-4M11 16V7M15.5 16v-6.5M20 16V5',
  requests: 'M3.5 13.5 6 5.5h12l2.5 8v5h-17zM3.5 13.5H9a3 3 0 0 0 6 0h5.5',
  sync: 'M4 11a8 8 0 0 1 14-4.5L20 9m0-5v5h-5M20 13a8 8 0 0 1-14 4.5L4 15m0 5v-5h5',
  settings: 'M4 7h9m5 0h2M4 17h2m5 0h9M15.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8.5 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM20 20l-4.7-4.7',
  plus: 'M12 5v14M5 12h14',
  more: 'M5.5 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6ZM12 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6ZM18.5 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6Z',
  close: 'm6 6 12 12M18 6 6 18',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  edit: 'M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3',
  up: 'm7 14 5-5 5 5',
  down: 'm7 10 5 5 5-5',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7v5.5l3.5 2',
  alert: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17v.5',
  sun: 'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  screen: 'M3.5 5h17v11.5h-17zM9 20.5h6M12 16.5v4',
  columns: 'M4 5h16v14H4zM9.5 5v14M14.5 5v14',
  download: 'M12 4v10m0 0 4-4m-4 4-4-4M5 19.5h14',
  file: 'M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5',
  back: 'm11 6-6 6 6 6M5 12h14',
  list: 'M8 6.5h12M8 12h12M8 17.5h12M4 6.5h.5M4 12h.5M4 17.5h.5',
  chart: 'M4 4v16h16M8 15l3.5-4 3 2.5L20 7',
} as const;

export type IconName = keyof typeof STROKES;

/** A decorative icon beside text. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon-glyph"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={STROKES[name]} />
    </svg>
  );
}
