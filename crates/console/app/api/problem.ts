/** A fault of a request; `field` is a dotted path into the payload, or empty. */
export type Fault = { field: string; message: string };

/** A refusal of the service. `message` is its own text. */
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

  /** Reads a body that should be an RFC 9457 problem, but may be anything. */
  static of(status: number, body: unknown): Refusal {
    const problem: Record<string, unknown> = isRecord(body) ? body : {};
    const text = (key: string) => (typeof problem[key] === 'string' ? problem[key] : undefined);
    const errors: unknown[] = Array.isArray(problem['errors']) ? problem['errors'] : [];
    const message = text('detail') ?? text('title') ?? `The service answered with status ${status}.`;
    return new Refusal(status, message, errors.filter(isFault), text('request_id'));
  }
}

/** The service could not be reached, or the connection was lost. The outcome of the request is unknown. */
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

/** The error message for the user. */
export function sentence(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof Unreachable) return 'Frontdesk cannot be reached.';
  return 'This page failed. Reload it to continue.';
}

/** Faults by field for a form with these fields. All others are under `''`. */
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
