import type { Column } from './Grid';

/** Starts of cells that a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | null | undefined): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value ?? '') ? `'${value ?? ''}` : (value ?? '');
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV: the sortable columns, by their sort keys. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const valued = columns.filter((column) => column.sort !== undefined);
  const lines = [valued.map((column) => cell(column.title)), ...rows.map((row) => valued.map((column) => cell(column.sort?.(row))))];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

/** Downloads a text as a file. */
export function saveText(text: string, name: string, type = 'text/csv') {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
