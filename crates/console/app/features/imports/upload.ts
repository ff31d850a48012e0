import { accepted, send, type Schemas } from '@/api/client';
import { Refusal } from '@/api/problem';

export type Import = Schemas['ImportView'];
export type Preview = Schemas['PreviewView'];

/** A file with how it is to be read. */
export type Choice = {
  file: File;
  kind: string;
  sheet: string;
  /** The row of headers, counted from 1; empty where it is to be found. */
  headerRow: string;
  /** The encoding of a text file; empty where it is to be found. */
  encoding: string;
  /** Header to field, where people know better than the guess; an empty field leaves the column out. */
  mapping: Readonly<Record<string, string>>;
};

/** Of a CSV file so much is sent to look at. A workbook can only be read as a whole. */
const LOOK_BYTES = 256 * 1024;

/** So much has the headers, and whatever titles stand above them. */
const HEADERS_BYTES = 16 * 1024;

/** A workbook that is larger is not sent once for each kind that it could be of. */
const MOST_GUESSED = 1024 * 1024;

export function isWorkbook(file: File): boolean {
  return /\.xlsx$/i.test(file.name);
}

/** The first lines of a CSV file, whole ones, so that no letter is cut in two. */
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

/** The first rows and what the columns are taken for. */
export async function preview(choice: Choice, signal: AbortSignal, most = LOOK_BYTES): Promise<Preview> {
  const body = formOf(choice, await beginning(choice.file, most));
  return (await accepted(send('/imports/preview', { method: 'POST', body, signal }))).json() as Promise<Preview>;
}

/**
 * What the rows of a file are, by its headers: of the kinds that it could be imported as, the one whose fields they name
 * most; of all kinds, when none would do. The first where several fit alike.
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

/** Why it cannot be read is told where it is looked into. */
function notATable(error: unknown): number {
  if (error instanceof Refusal) return 0;
  throw error;
}

/** Hands the file over; the service works on it while others go on. */
export async function start(choice: Choice, how: { isDryRun: boolean; isAtomic: boolean }): Promise<Import> {
  const body = formOf(choice, choice.file);
  body.set('dry_run', String(how.isDryRun));
  body.set('atomic', String(how.isAtomic));
  return (await accepted(send('/imports', { method: 'POST', body }))).json() as Promise<Import>;
}

const tried = new Map<number, Choice>();

/** Keeps what a dry run was made of, for the run that follows it. */
export function remember(id: number, choice: Choice) {
  tried.set(id, choice);
}

export function remembered(id: number): Choice | undefined {
  return tried.get(id);
}
