import type { Schemas } from '@/api/client';

/** The columns of a client. */
export type Client = Omit<Schemas['ClientView'], 'created_at' | 'updated_at'>;

/** A pending change, and the client as it will be if accepted. */
export type Edit = {
  key: number;
  /** The row of the change; undefined for a new client. */
  target: number | undefined;
  integrationId: string;
  shown: Omit<Client, 'id' | 'firm_id'>;
};

/**
 * Local state: the clients as last sent by the service, and pending changes over them, oldest first. The rows shown
 * are derived from both, so that undoing a change needs no history.
 */
export type Book = {
  clients: ReadonlyMap<number, Client>;
  edits: readonly Edit[];
  /** When each client was last answered, counted in answers. A list requested before that is older. */
  answered: ReadonlyMap<number, number>;
  answers: number;
};

export const EMPTY: Book = { clients: new Map(), edits: [], answered: new Map(), answers: 0 };

/** Rows of a list that was requested after `since` answers. */
export function arrive(book: Book, rows: readonly Client[], since: number): Book {
  const news = rows.filter((row) => isNewer(book, row.id, since));
  if (news.every((row) => isSame(book.clients.get(row.id), row))) return book;
  const clients = new Map(book.clients);
  news.forEach((row) => clients.set(row.id, row));
  return { ...book, clients };
}

/** A complete list, requested after `since` answers: clients missing from it were deleted. */
export function replace(book: Book, rows: readonly Client[], since: number): Book {
  const clients = new Map(rows.map((row) => [row.id, row]));
  for (const [id, client] of book.clients) {
    if (!isNewer(book, id, since)) clients.set(id, client);
  }
  return { ...book, clients };
}

/** A change was sent. */
export function begin(book: Book, edit: Edit): Book {
  return { ...book, edits: [...book.edits, edit] };
}

/** The service accepted a change; `client` is the result. */
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

/** A change failed; the previous row is shown again. */
export function fail(book: Book, key: number): Book {
  return { ...book, edits: withoutEdit(book.edits, key) };
}

/** The row that a payload with this id changes, whether stored or pending. */
export function targetOf(book: Book, integrationId: string): number | undefined {
  for (const client of book.clients.values()) {
    if (client.integration_id === integrationId) return client.id;
  }
  return undefined;
}

export type Row = {
  /** Key of a row: the client's id, or its external id until it has one. */
  key: string;
  client: Omit<Client, 'id'> & { id: number | undefined };
  isPending: boolean;
};

/** The rows shown: each client with its pending changes, in order. */
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

/** Empty fields of a change keep the stored values. */
function overlay(before: Row['client'] | undefined, shown: Edit['shown']): Edit['shown'] {
  if (before === undefined) return shown;
  return {
    first_name: shown.first_name ?? before.first_name,
    last_name: shown.last_name ?? before.last_name,
    birth_date: shown.birth_date ?? before.birth_date,
    email: shown.email ?? before.email,
    cell_phone: shown.cell_phone ?? before.cell_phone,
    // These two are only filled if empty, never overwritten.
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
