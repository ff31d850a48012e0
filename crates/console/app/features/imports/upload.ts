import { accepted, send, type Schemas } from '@/api/client';
import { Refusal } from '@/api/problem';

export type Import = Schemas['ImportView'];
export type Preview = Schemas['PreviewView'];

/** A file and how to read it. */
export type Choice = {
  file: File;
  kind: string;
  sheet: string;
  /** The header row, counted from 1; empty to detect it. */
  headerRow: string;
  /** The encoding of a text file; empty to detect it. */
  encoding: string;
  /** Mapping of headers to fields, overriding the guess; an empty field skips the column. */
  mapping: Readonly<Record<string, string>>;
};

/** Bytes of a CSV file sent for a preview. A workbook can only be read as a whole. */
const LOOK_BYTES = 256 * 1024;

/** Enough bytes for the headers and any title lines above them. */
const HEADERS_BYTES = 16 * 1024;

/** Larger workbooks are not uploaded once per possible kind. */
const MOST_GUESSED = 1024 * 1024;

export function isWorkbook(file: File): boolean {
  return /\.xlsx$/i.test(file.name);
}

/** The first complete lines of a CSV file, so that no character is cut. */
async function beginning(file: File, most: number): Promise<Blob> {
  if (isWorkbook(file) || file.size <= most) return file;
  const bytes = new Uint8Array(await file.slice(0, most).arrayBuffer());
  const end = bytes.lastIndexOf(10) + 1;
  return new Blob([bytes.slice(0, end === 0 ? bytes.length : end)]);
}

function formOf(choice: Choice, file: Blob): FormData {
  const form = new FormData();
  form.set('kind', choice.kind);
  form.set('mapping', JSON.stringify(choice.mapping));
  if (choice.sheet.trim() !== '') form.set('sheet', choice.sheet.trim());
  if (choice.headerRow !== '') form.set('header_row', choice.headerRow);
  if (choice.encoding !== '') form.set('encoding', choice.encoding);
  form.set('file', file, choice.file.name);
  return form;
}

/** The first rows and the mapping of the columns. */
export async function preview(choice: Choice, signal: AbortSignal, most = LOOK_BYTES): Promise<Preview> {
  const body = formOf(choice, await beginning(choice.file, most));
  return (await accepted(send('/imports/preview', { method: 'POST', body, signal }))).json() as Promise<Preview>;
}

/**
 * Guesses the kind of rows by the headers: among kinds that could be imported, the one with most matching fields;
 * else among all kinds. The first of equals.
 */
export async function guessKind(file: File, kinds: readonly string[], signal: AbortSignal): Promise<string | null> {
  if (isWorkbook(file) && file.size > MOST_GUESSED) return null;
  const weights = await Promise.all(
    kinds.map((kind) => preview({ file, kind, sheet: '', headerRow: '', encoding: '', mapping: {} }, signal, HEADERS_BYTES).then(weightOf, notATable)),
  );
  return kinds[weights.indexOf(Math.max(...weights))] ?? null;
}

function weightOf({ columns, faults }: Preview): number {
  const named = columns.filter((column) => column.field !== null).length;
  return faults.length === 0 ? columns.length + named : named;
}

/** Errors are reported by the preview. */
function notATable(error: unknown): number {
  if (error instanceof Refusal) return 0;
  throw error;
}

/** Uploads the file; the service imports it in the background. */
export async function start(choice: Choice, how: { isDryRun: boolean; isAtomic: boolean }): Promise<Import> {
  const body = formOf(choice, choice.file);
  body.set('dry_run', String(how.isDryRun));
  body.set('atomic', String(how.isAtomic));
  return (await accepted(send('/imports', { method: 'POST', body }))).json() as Promise<Import>;
}

const tried = new Map<number, Choice>();

/** Keeps the choices of a dry run for the real import. */
export function remember(id: number, choice: Choice) {
  tried.set(id, choice);
}

export function remembered(id: number): Choice | undefined {
  return tried.get(id);
}
