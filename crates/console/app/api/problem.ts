/** One thing that is wrong with what was sent; `field` is a dotted path into it, or empty. */
export type Fault = { field: string; message: string };

/** The service refused. `message` is its own sentence. */
export class Refusal extends Error {
  readonly status: number;
  readonly faults: readonly Fault[];
  readonly requestId: string | undefined;

  constructor(status: number, message: string, faults: readonly Fault[] = [], requestId?: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.faults = faults;
    this.requestId = requestId;
  }

  /** Out of a body that should be a problem of RFC 9457, and may be anything. */
  static of(status: number, body: unknown): Refusal {
    const problem: Record<string, unknown> = isRecord(body) ? body : {};
    const text = (key: string) => (typeof problem[key] === 'string' ? problem[key] : undefined);
    const errors: unknown[] = Array.isArray(problem['errors']) ? problem['errors'] : [];
    const message = text('detail') ?? text('title') ?? `The service answered with status ${status}.`;
    return new Refusal(status, message, errors.filter(isFault), text('request_id'));
  }
}

/** The service could not be reached, or hung up. Whether it did what was asked is not known. */
export class Unreachable extends Error {
  constructor() {
    super('Frontdesk cannot be reached.');
    this.name = 'Unreachable';
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFault(value: unknown): value is Fault {
  return isRecord(value) && typeof value['field'] === 'string' && typeof value['message'] === 'string';
}

/** What to tell people of whatever went wrong. */
export function sentence(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof Unreachable) return 'Frontdesk cannot be reached.';
  return 'Something went wrong in this page. Loading it again may help.';
}

/** The faults of an error by field, for a form that knows these fields. What is left over comes under `''`. */
export function faultsByField<Field extends string>(
  error: unknown,
  fieldOf: (path: string) => Field | undefined,
): Partial<Record<Field | '', string>> {
  if (!(error instanceof Refusal)) return { '': sentence(error) } as Partial<Record<Field | '', string>>;
  const found: Partial<Record<Field | '', string>> = {};
  const faults = error.faults.length > 0 ? error.faults : [{ field: '', message: error.message }];
  for (const fault of faults) {
    const field = fieldOf(fault.field) ?? '';
    const text = field === '' && fault.field !== '' ? `${fault.field} ${fault.message}` : fault.message;
    found[field] = found[field] === undefined ? text : `${found[field]} ${text}`;
  }
  return found;
}
