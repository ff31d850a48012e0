import type { Schemas } from '@/api/client';

/** What the table shows of a client. */
export type Client = Omit<Schemas['ClientView'], 'created_at' | 'updated_at'>;

/** A change that is on its way to the service, and what the client will look like if it is taken. */
export type Edit = {
  key: number;
  /** The row that it is about; absent for a client that nobody knows yet. */
  target: number | undefined;
  integrationId: string;
  shown: Omit<Client, 'id' | 'firm_id'>;
};

/**
 * What the browser knows: the clients as the service last gave them, and over them the changes that it has not
 * answered yet, oldest first. What is shown follows from both, so that taking a change back needs no memory of before.
 */
export type Book = {
  clients: ReadonlyMap<number, Client>;
  edits: readonly Edit[];
  /** When, counted in answers, each client was last answered for. A list that was asked for before is older than that. */
  answered: ReadonlyMap<number, number>;
  answers: number;
};

export const EMPTY: Book = { clients: new Map(), edits: [], answered: new Map(), answers: 0 };

/** Rows of a list that was asked for when `since` changes had been answered. */
export function arrive(book: Book, rows: readonly Client[], since: number): Book {
  const news = rows.filter((row) => isNewer(book, row.id, since));
  if (news.every((row) => isSame(book.clients.get(row.id), row))) return book;
  const clients = new Map(book.clients);
  news.forEach((row) => clients.set(row.id, row));
  return { ...book, clients };
}

/** The whole list, asked for when `since` changes had been answered: whoever is not in it is gone. */
export function replace(book: Book, rows: readonly Client[], since: number): Book {
  const clients = new Map(rows.map((row) => [row.id, row]));
  for (const [id, client] of book.clients) {
    if (!isNewer(book, id, since)) clients.set(id, client);
  }
  return { ...book, clients };
}

/** A change has been sent. */
export function begin(book: Book, edit: Edit): Book {
  return { ...book, edits: [...book.edits, edit] };
}

/** The service has taken a change, and this is the client now. */
export function settle(book: Book, key: number, client: Client): Book {
  const answers = book.answers + 1;
  return {
    clients: new Map(book.clients).set(client.id, client),
    edits: withoutEdit(book.edits, key).map((edit) =>
      edit.target === undefined && edit.integrationId === client.integration_id ? { ...edit, target: client.id } : edit,
    ),
    answered: new Map(book.answered).set(client.id, answers),
    answers,
  };
}

/** The service has refused a change, or could not be reached: what was shown before is shown again. */
export function fail(book: Book, key: number): Book {
  return { ...book, edits: withoutEdit(book.edits, key) };
}

/** The row that a payload with this id would change, whether the service knows it or is about to. */
export function targetOf(book: Book, integrationId: string): number | undefined {
  for (const client of book.clients.values()) {
    if (client.integration_id === integrationId) return client.id;
  }
  return undefined;
}

export type Row = {
  /** Names the row: by the client's id, and until there is one by what the outside system calls it. */
  key: string;
  client: Omit<Client, 'id'> & { id: number | undefined };
  isPending: boolean;
};

/** What is shown: each client with the changes on their way to it, in the order in which they were made. */
export function rowsOf(book: Book): Row[] {
  const rows = new Map<string, Row>();
  for (const client of book.clients.values()) {
    const key = String(client.id);
    rows.set(key, { key, client, isPending: false });
  }
  for (const edit of book.edits) {
    const key = edit.target === undefined ? `new ${edit.integrationId}` : String(edit.target);
    const before = rows.get(key)?.client;
    const client = { id: edit.target, firm_id: before?.firm_id ?? 0, ...overlay(before, edit.shown) };
    rows.set(key, { key, client, isPending: true });
  }
  return [...rows.values()];
}

/** What is empty in a change leaves what is stored. */
function overlay(before: Row['client'] | undefined, shown: Edit['shown']): Edit['shown'] {
  if (before === undefined) return shown;
  return {
    first_name: shown.first_name ?? before.first_name,
    last_name: shown.last_name ?? before.last_name,
    birth_date: shown.birth_date ?? before.birth_date,
    email: shown.email ?? before.email,
    cell_phone: shown.cell_phone ?? before.cell_phone,
    // These two are filled in and never overwritten.
    integration_id: before.integration_id ?? shown.integration_id,
    ssn: before.ssn ?? shown.ssn,
  };
}

function withoutEdit(edits: readonly Edit[], key: number): Edit[] {
  return edits.filter((edit) => edit.key !== key);
}

function isNewer(book: Book, id: number, since: number): boolean {
  return (book.answered.get(id) ?? 0) <= since;
}

const FIELDS = ['first_name', 'last_name', 'birth_date', 'email', 'cell_phone', 'integration_id', 'ssn'] as const;

function isSame(a: Client | undefined, b: Client): boolean {
  return a !== undefined && FIELDS.every((field) => a[field] === b[field]);
}
