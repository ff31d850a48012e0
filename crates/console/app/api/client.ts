import createClient from 'openapi-fetch';
import { lost } from './connection';
import { chosenFirm } from './firm';
import { Refusal, Unreachable } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** Statuses that a proxy sends while the service is away. */
const AWAY = new Set([502, 503, 504]);

const refused = new Set<() => void>();

/** Called whenever the service requires authentication. */
export function onUnauthorized(listener: () => void): () => void {
  refused.add(listener);
  return () => refused.delete(listener);
}

/** `fetch` in the chosen firm, with detection of an unreachable service. */
export async function send(request: Request | string, init?: RequestInit): Promise<Response> {
  const asked = new Request(request, init);
  // CSRF protection: session requests must show that they come from this page.
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

/** The API client, typed from the OpenAPI document. */
export const api = createClient<paths>({ baseUrl: globalThis.location.origin, fetch: send });

type Answered<T> = { data?: T; error?: unknown; response: Response };

/** The body of an answer; throws a refusal. */
export async function answer<T>(asked: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw Refusal.of(response.status, error);
  return data as T;
}

/** The body of an answer and its version tag. */
export async function tagged<T>(asked: Promise<Answered<T>>): Promise<{ data: T; tag: string | undefined }> {
  const { response } = await asked;
  return { data: await answer(asked), tag: response.headers.get('etag') ?? undefined };
}

/** The answer of a plain request; throws a refusal. */
export async function accepted(asked: Promise<Response>): Promise<Response> {
  const response = await asked;
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  throw Refusal.of(response.status, body);
}

/** Adds the firm to an address, for requests that cannot set headers. */
export function withFirm(path: string): string {
  const firm = chosenFirm();
  return firm === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}firm_id=${firm}`;
}

/** Downloads a file of the service. */
export async function download(path: string, name: string, accept?: string): Promise<void> {
  const response = await accepted(send(path, accept === undefined ? {} : { headers: { accept } }));
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
