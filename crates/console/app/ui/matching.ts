/** The distinct values of rows, sorted, as choices of a filter. */
export function valuesOf<Row>(rows: readonly Row[], of: (row: Row) => string | null): string[] {
  const values = new Set(rows.map(of).filter((value) => value !== null && value !== ''));
  return [...(values as Set<string>)].sort((a, b) => a.localeCompare(b));
}

/** Whether each word of a search starts a word of one of the texts. */
export function hasWords(texts: readonly (string | null | undefined)[], search: string): boolean {
  const words = search.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return true;
  const parts = texts.flatMap((text) => [text ?? '', ...(text ?? '').split(/[\s\-@.+]+/)]).map((part) => part.toLocaleLowerCase());
  return words.every((word) => parts.some((part) => part.startsWith(word)));
}
