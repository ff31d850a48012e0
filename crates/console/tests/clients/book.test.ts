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

describe('a change on its way', () => {
  test('is shown at once, on the row that it is about', () => {
    expect(shown(begin(known, edit(1, 'Augusta', 1)))).toEqual(['Augusta…', 'Grace']);
  });

  test('of somebody new is a row of its own', () => {
    expect(shown(begin(known, edit(1, 'Alan')))).toEqual(['Ada', 'Grace', 'Alan…']);
  });

  test('leaves what it does not name', () => {
    const [row] = rowsOf(begin(known, edit(1, 'Augusta', 1)));
    expect(row?.client.last_name).toBe('Lovelace');
  });

  test('gives way to what the service answers', () => {
    const book = settle(begin(known, edit(1, 'augusta', 1)), 1, client(1, 'Augusta'));
    expect(shown(book)).toEqual(['Augusta', 'Grace']);
  });

  test('that is refused leaves the row as it was', () => {
    expect(fail(begin(known, edit(1, 'Augusta', 1)), 1)).toEqual(known);
  });

  test('of somebody new that is refused leaves no row', () => {
    expect(shown(fail(begin(known, edit(1, 'Alan')), 1))).toEqual(['Ada', 'Grace']);
  });
});

describe('two changes on their way', () => {
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

  test('of somebody new become changes of one client once the first is answered', () => {
    const news = begin(begin(known, edit(1, 'Alan')), edit(2, 'Alan M.'));
    expect(shown(news)).toEqual(['Ada', 'Grace', 'Alan M.…']);
    expect(shown(settle(news, 1, client(9, 'Alan')))).toEqual(['Ada', 'Grace', 'Alan M.…']);
  });
});

describe('a list that arrives', () => {
  test('and was asked for before an answer does not undo it', () => {
    const asked = known.answers;
    const book = settle(begin(known, edit(1, 'Augusta', 1)), 1, client(1, 'Augusta'));
    expect(shown(arrive(book, [client(1, 'Ada')], asked))).toEqual(['Augusta', 'Grace']);
    expect(shown(replace(book, [client(1, 'Ada'), client(2, 'Grace')], asked))).toEqual(['Augusta', 'Grace']);
  });

  test('and was asked for before somebody was added does not lose them', () => {
    const book = settle(begin(known, edit(1, 'Alan')), 1, client(9, 'Alan'));
    expect(shown(replace(book, [client(1, 'Ada'), client(2, 'Grace')], 0))).toEqual(['Ada', 'Grace', 'Alan']);
  });

  test('and was asked for after an answer counts', () => {
    const book = settle(begin(known, edit(1, 'Augusta', 1)), 1, client(1, 'Augusta'));
    expect(shown(arrive(book, [client(1, 'Ada K.')], book.answers))).toEqual(['Ada K.', 'Grace']);
  });

  test('and is whole takes away who is gone', () => {
    expect(shown(replace(known, [client(2, 'Grace')], known.answers))).toEqual(['Grace']);
  });

  test('and says nothing new changes nothing, not even by identity', () => {
    expect(arrive(known, [client(1, 'Ada')], known.answers)).toBe(known);
  });

  test('leaves changes on their way', () => {
    const book = begin(known, edit(1, 'Augusta', 1));
    expect(shown(arrive(book, [client(1, 'Ada K.')], 0))).toEqual(['Augusta…', 'Grace']);
  });
});

test('whom a payload means is found by what the outside system calls them', () => {
  expect(targetOf(known, 'ext-2')).toBe(2);
  expect(targetOf(known, 'ext-3')).toBeUndefined();
});
