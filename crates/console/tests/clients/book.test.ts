import { describe, expect, test } from 'vitest';
import { arrive, begin, EMPTY, fail, replace, rowsOf, settle, targetOf, type Book, type Client, type Edit } from '@/features/clients/book';

function client(id: number, first_name: string, integration_id: string | null = `ext-${id}`): Client {
  return { id, firm_id: 1, first_name, last_name: 'Lovelace', birth_date: null, email: null, cell_phone: null, integration_id, ssn: null };
}

function edit(key: number, first_name: string, target?: number, integrationId = `ext-${target ?? 9}`): Edit {
  const shown = { first_name, last_name: null, birth_date: null, email: null, cell_phone: null, integration_id: integrationId, ssn: null };
  return { key, target, integrationId, shown };
}

const known: Book = replace(EMPTY, [client(1, 'Ada'), client(2, 'Grace')], 0);
const shown = (book: Book) => rowsOf(book).map((row) => `${row.client.first_name ?? ''}${row.isPending ? '…' : ''}`);

describe('a pending change', () => {
  test('is shown at once, on its row', () => {
    expect(shown(begin(known, edit(1, 'Augusta', 1)))).toEqual(['Augusta…', 'Grace']);
  });

  test('of a new client is a new row', () => {
    expect(shown(begin(known, edit(1, 'Alan')))).toEqual(['Ada', 'Grace', 'Alan…']);
  });

  test('keeps fields it does not name', () => {
    const [row] = rowsOf(begin(known, edit(1, 'Augusta', 1)));
    expect(row?.client.last_name).toBe('Lovelace');
  });

  test('is replaced by the answer of the service', () => {
    const book = settle(begin(known, edit(1, 'augusta', 1)), 1, client(1, 'Augusta'));
    expect(shown(book)).toEqual(['Augusta', 'Grace']);
  });

  test('that is refused restores the row', () => {
    expect(fail(begin(known, edit(1, 'Augusta', 1)), 1)).toEqual(known);
  });

  test('of a new client that is refused removes the row', () => {
    expect(shown(fail(begin(known, edit(1, 'Alan')), 1))).toEqual(['Ada', 'Grace']);
  });
});

describe('two pending changes', () => {
  const both = begin(begin(known, edit(1, 'First', 1)), edit(2, 'Second', 1));

  test('show the later one', () => {
    expect(shown(both)).toEqual(['Second…', 'Grace']);
  });

  test('show the later one when the earlier is answered first', () => {
    expect(shown(settle(both, 1, client(1, 'First')))).toEqual(['Second…', 'Grace']);
    expect(shown(settle(settle(both, 1, client(1, 'First')), 2, client(1, 'Second')))).toEqual(['Second', 'Grace']);
  });

  test('show the earlier one when the later is refused', () => {
    expect(shown(fail(both, 2))).toEqual(['First…', 'Grace']);
  });

  test('show the later one when the earlier is refused', () => {
    expect(shown(fail(both, 1))).toEqual(['Second…', 'Grace']);
  });

  test('of a new client become changes of that client once the first is answered', () => {
    const news = begin(begin(known, edit(1, 'Alan')), edit(2, 'Alan M.'));
    expect(shown(news)).toEqual(['Ada', 'Grace', 'Alan M.…']);
    expect(shown(settle(news, 1, client(9, 'Alan')))).toEqual(['Ada', 'Grace', 'Alan M.…']);
  });
});

describe('a list that arrives', () => {
  test('and was requested before an answer does not undo it', () => {
    const asked = known.answers;
    const book = settle(begin(known, edit(1, 'Augusta', 1)), 1, client(1, 'Augusta'));
    expect(shown(arrive(book, [client(1, 'Ada')], asked))).toEqual(['Augusta', 'Grace']);
    expect(shown(replace(book, [client(1, 'Ada'), client(2, 'Grace')], asked))).toEqual(['Augusta', 'Grace']);
  });

  test('and was requested before a client was added does not lose the client', () => {
    const book = settle(begin(known, edit(1, 'Alan')), 1, client(9, 'Alan'));
    expect(shown(replace(book, [client(1, 'Ada'), client(2, 'Grace')], 0))).toEqual(['Ada', 'Grace', 'Alan']);
  });

  test('and was requested after an answer is used', () => {
    const book = settle(begin(known, edit(1, 'Augusta', 1)), 1, client(1, 'Augusta'));
    expect(shown(arrive(book, [client(1, 'Ada K.')], book.answers))).toEqual(['Ada K.', 'Grace']);
  });

  test('and is complete removes deleted clients', () => {
    expect(shown(replace(known, [client(2, 'Grace')], known.answers))).toEqual(['Grace']);
  });

  test('without changes keeps the same objects', () => {
    expect(arrive(known, [client(1, 'Ada')], known.answers)).toBe(known);
  });

  test('keeps pending changes', () => {
    const book = begin(known, edit(1, 'Augusta', 1));
    expect(shown(arrive(book, [client(1, 'Ada K.')], 0))).toEqual(['Augusta…', 'Grace']);
  });
});

test('the row of a payload is found by its external id', () => {
  expect(targetOf(known, 'ext-2')).toBe(2);
  expect(targetOf(known, 'ext-3')).toBeUndefined();
});
