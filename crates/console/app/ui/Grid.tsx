import { columnVisibilityFeature, tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Icon } from './Icon';
import { sorted, type SortKey, type Sorting } from './sorting';

const ROW = 36;
const HEAD = 34;
const features = tableFeatures({ columnVisibilityFeature });

export type Column<Row> = {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** The sort key; a column without it cannot be sorted. */
  sort?: (row: Row) => SortKey;
  /** In pixels; remaining space is distributed in proportion. */
  width: number;
  isNumber?: boolean;
};

type Props<Row extends object> = {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  initialSort: Sorting;
  rowClass?: (row: Row) => string;
  onOpen?: (row: Row) => void;
  hidden?: ReadonlySet<string>;
  /** Shown when there are no rows. */
  empty: ReactNode;
};

/** A virtual table: only visible rows are rendered. Arrows move, Enter opens, headers sort. */
export function Grid<Row extends object>(props: Props<Row>) {
  const { label, rows, columns, rowKey, onOpen, hidden, empty } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState(props.initialSort);
  const [active, setActive] = useState(0);
  const order = columns.find((column) => column.id === sorting.column)?.sort;
  const ordered = useMemo(
    () => (order === undefined ? rows : sorted(rows, order, sorting.isDescending)),
    [rows, order, sorting.isDescending],
  );
  // eslint-disable-next-line react-hooks/incompatible-library -- the scrolling element is the state, and it is not React's
  const virtual = useVirtualizer({
    count: ordered.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: HEAD,
    initialRect: { width: 1000, height: 600 },
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const inSight = useMemo(() => ordered.slice(first, last + 1), [ordered, first, last]);
  const definitions = useMemo(() => columns.map(definition), [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: inSight,
    getRowId: rowKey,
    state: { columnVisibility: Object.fromEntries([...(hidden ?? [])].map((id) => [id, false])) },
  });
  const shown = columns.filter((column) => hidden?.has(column.id) !== true);
  const current = Math.min(active, Math.max(ordered.length - 1, 0));

  const go = (index: number) => {
    const next = Math.max(0, Math.min(ordered.length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroll.current?.querySelector<HTMLElement>(`tr[data-index="${next}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLTableRowElement)) return;
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 400) / ROW) - 2);
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: ordered.length - 1,
    };
    const to = moves[event.key];
    const row = ordered[current];
    if (to !== undefined) go(to);
    else if (event.key === 'Enter' && row !== undefined) onOpen?.(row);
    else return;
    event.preventDefault();
  };
  const orderBy = (id: string) =>
    setSorting((now) => ({ column: id, isDescending: now.column === id ? !now.isDescending : false }));

  if (ordered.length === 0) return <div className="grid">{empty}</div>;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className="grid" ref={scroll}>
      <table aria-label={label} aria-rowcount={ordered.length + 1} style={{ minWidth: widthOf(shown) }} onKeyDown={onKeyDown}>
        <colgroup>
          {shown.map((column) => (
            <col key={column.id} style={{ width: `${((100 * column.width) / widthOf(shown)).toFixed(2)}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {shown.map((column) => (
              <HeadCell key={column.id} column={column} sorting={sorting} onSort={() => orderBy(column.id)} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={items[0]?.start ?? 0} columns={shown.length} />
          {table.getRowModel().rows.map((row, offset) => {
            const index = first + offset;
            return (
              <tr
                key={row.id}
                data-index={index}
                aria-rowindex={index + 2}
                tabIndex={index === current ? 0 : -1}
                className={[onOpen === undefined ? '' : 'opens', props.rowClass?.(row.original) ?? ''].join(' ').trim()}
                onFocus={() => setActive(index)}
                onClick={(event) => {
                  if (!(event.target as Element).closest('a, button, input, select')) onOpen?.(row.original);
                }}
              >
                {row.getVisibleCells().map((cell) => (
                  <td key={cell.id} className={isNumber(shown, cell.column.id) ? 'number' : undefined}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          <Space height={Math.max(0, after)} columns={shown.length} />
        </tbody>
      </table>
    </div>
  );
}

function definition<Row extends object>(column: Column<Row>): ColumnDef<typeof features, Row> {
  return { id: column.id, header: column.title, cell: ({ row }) => column.cell(row.original) };
}

function widthOf(columns: readonly { width: number }[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0);
}

function isNumber<Row>(columns: readonly Column<Row>[], id: string): boolean {
  return columns.find((column) => column.id === id)?.isNumber === true;
}

function HeadCell<Row>({ column, sorting, onSort }: { column: Column<Row>; sorting: Sorting; onSort: () => void }) {
  const className = column.isNumber === true ? 'number' : undefined;
  if (column.sort === undefined) return <th className={className} scope="col">{column.title}</th>;
  const isOwn = sorting.column === column.id;
  return (
    <th className={className} scope="col" aria-sort={isOwn ? (sorting.isDescending ? 'descending' : 'ascending') : undefined}>
      <button type="button" onClick={onSort}>
        {column.title}
        {isOwn && <Icon name={sorting.isDescending ? 'down' : 'up'} size={13} />}
      </button>
    </th>
  );
}

/** Takes the space of rows that are not rendered. */
function Space({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className="space" aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
