import createClient from 'openapi-fetch';
import { lost } from './connection';
import { chosenFirm } from './firm';
import { Refusal, Unreachable } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** Statuses by which whatever stands before the service says that it is not there. */
const AWAY = new Set([502, 503, 504]);

const refused = new Set<() => void>();

/** Calls back each time that the service did not know who asks. */
export function onUnauthorized(listener: () => void): () => void {
  refused.add(listener);
  return () => refused.delete(listener);
}

/** `fetch` in the chosen firm, which notices when the service is away. */
export async function send(request: Request | string, init?: RequestInit): Promise<Response> {
  const asked = new Request(request, init);
  // Whoever signed in with a cookie has to show that it is this page that asks.
  asked.headers.set('X-Frontdesk-Console', '1');
  const firm = chosenFirm();
  if (firm !== undefined) asked.headers.set('X-Firm-Id', String(firm));
  let answer: Response;
  try {
    answer = await globalThis.fetch(asked);
  } catch (error) {
    if (asked.signal.aborted) throw error;
    lost();
    throw new Unreachable();
  }
  if (AWAY.has(answer.status)) lost();
  if (answer.status === 401) refused.forEach((listener) => listener());
  return answer;
}

/** The API, typed by what it says of itself. */
export const api = createClient<paths>({ baseUrl: globalThis.location.origin, fetch: send });

type Answered<T> = { data?: T; error?: unknown; response: Response };

/** What the service answered, or its refusal thrown. */
export async function answer<T>(asked: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw Refusal.of(response.status, error);
  return data as T;
}

/** What the service answered, and the tag of the version that it is in. */
export async function tagged<T>(asked: Promise<Answered<T>>): Promise<{ data: T; tag: string | undefined }> {
  const { response } = await asked;
  return { data: await answer(asked), tag: response.headers.get('etag') ?? undefined };
}

/** The answer of a plain request, or the refusal thrown. */
export async function accepted(asked: Promise<Response>): Promise<Response> {
  const response = await asked;
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  throw Refusal.of(response.status, body);
}

/** A firm in an address, for what cannot send headers. */
export function withFirm(path: string): string {
  const firm = chosenFirm();
  return firm === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}firm_id=${firm}`;
}

/** Hands a file of the service to the browser to keep. */
export async function download(path: string, name: string, accept?: string): Promise<void> {
  const response = await accepted(send(path, accept === undefined ? {} : { headers: { accept } }));
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
