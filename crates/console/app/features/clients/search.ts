import type { Row } from './book';

/** The rows in which every word starts a name, the e-mail address or an id, or is part of the phone number. */
export function matching(rows: readonly Row[], text: string): readonly Row[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => words.every((word) => hasWord(row, word)));
}

function hasWord({ client }: Row, word: string): boolean {
  const begins = (field: string | null) =>
    field?.toLocaleLowerCase().split(/[\s-]+/).some((part) => part.startsWith(word)) === true;
  const digits = word.replaceAll(/\D/g, '');
  return (
    begins(client.first_name) ||
    begins(client.last_name) ||
    client.email?.toLocaleLowerCase().startsWith(word) === true ||
    client.integration_id?.toLocaleLowerCase().startsWith(word) === true ||
    String(client.id ?? '') === word ||
    (digits.length > 2 && client.cell_phone?.includes(digits) === true)
  );
}
