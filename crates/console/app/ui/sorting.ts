/** The sort key of a row; empty ones are last in both directions. */
export type SortKey = string | number | null | undefined;

export type Sorting = { column: string; isDescending: boolean };

const words = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

function compare(a: Exclude<SortKey, null | undefined>, b: Exclude<SortKey, null | undefined>): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));
}

/** Sorted rows. Each key is computed once; the sort is stable. */
export function sorted<Row>(rows: readonly Row[], keyOf: (row: Row) => SortKey, isDescending: boolean): Row[] {
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
  const direction = isDescending ? -1 : 1;
  keyed.sort((a, b) => {
    const isEmpty = (key: SortKey): key is null | undefined | '' => key === null || key === undefined || key === '';
    if (isEmpty(a.key) || isEmpty(b.key)) return Number(isEmpty(a.key)) - Number(isEmpty(b.key));
    return direction * compare(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}
