import { accepted, send, type Schemas } from '@/api/client';

export type Import = Schemas['ImportView'];
export type Preview = Schemas['PreviewView'];

/** A file with how it is to be read. */
export type Choice = {
  file: File;
  kind: string;
  sheet: string;
  /** Header to field, where people know better than the guess; an empty field leaves the column out. */
  mapping: Readonly<Record<string, string>>;
};

/** Of a CSV file so much is sent to look at. A workbook can only be read as a whole. */
const LOOK_BYTES = 256 * 1024;

export function isWorkbook(file: File): boolean {
  return /\.xlsx$/i.test(file.name);
}

/** The first lines of a CSV file, whole ones, so that no letter is cut in two. */
async function beginning(file: File): Promise<Blob> {
  if (isWorkbook(file) || file.size <= LOOK_BYTES) return file;
  const bytes = new Uint8Array(await file.slice(0, LOOK_BYTES).arrayBuffer());
  const end = bytes.lastIndexOf(10) + 1;
  return new Blob([bytes.slice(0, end === 0 ? bytes.length : end)]);
}

function formOf(choice: Choice, file: Blob): FormData {
  const form = new FormData();
  form.set('kind', choice.kind);
  form.set('mapping', JSON.stringify(choice.mapping));
  if (choice.sheet.trim() !== '') form.set('sheet', choice.sheet.trim());
  form.set('file', file, choice.file.name);
  return form;
}

/** The first rows and what the columns are taken for. */
export async function preview(choice: Choice, signal: AbortSignal): Promise<Preview> {
  const body = formOf(choice, await beginning(choice.file));
  return (await accepted(send('/imports/preview', { method: 'POST', body, signal }))).json() as Promise<Preview>;
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
