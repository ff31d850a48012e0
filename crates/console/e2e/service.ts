import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BINARY = resolve(import.meta.dirname, process.env['FRONTDESK_BIN'] ?? '../../../target/debug/frontdesk');
const PATIENCE_MS = 30_000;

/** The real binary with a database of its own. */
export class Service {
  #folder = '';
  readonly #arguments: readonly string[];
  #process: ChildProcess | undefined;
  #port = 0;

  constructor(more: readonly string[] = []) {
    this.#arguments = more;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts the service; a restart uses the same address. */
  async start(): Promise<void> {
    if (this.#folder === '') this.#folder = mkdtempSync(join(tmpdir(), 'frontdesk-console-'));
    if (this.#port === 0) this.#port = await freePort();
    const words = ['serve', '--listen', `127.0.0.1:${this.#port}`, '--data-dir', this.#folder, ...this.#arguments];
    const child = spawn(BINARY, words, { cwd: this.#folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, RUST_LOG: 'info' } });
    this.#process = child;
    this.#port = await portOf(child);
  }

  /** Stops the service gracefully, or kills it. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    this.#process = undefined;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    if (this.#folder !== '') rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A request that must succeed. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const json = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${this.url}${path}`, { method, ...json });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Imports a file, and waits until it is imported. */
  async import(kind: string, file: string): Promise<void> {
    const form = new FormData();
    form.set('kind', kind);
    form.set('file', new Blob([file]), `${kind}.csv`);
    const posted = await fetch(`${this.url}/imports`, { method: 'POST', body: form });
    const { id } = (await posted.json()) as { id: number };
    await (await fetch(`${this.url}/imports/${id}/events`)).text();
    const ended = await this.call<{ state: string; error: string | null }>('GET', `/imports/${id}`);
    if (ended.state !== 'succeeded') throw new Error(`import of ${kind}: ${ended.error ?? ended.state}`);
  }
}

let tried = 0;

/** A port outside the ephemeral range, so that a restarted service finds it free. */
async function freePort(): Promise<number> {
  for (;;) {
    // Parallel processes start far apart.
    const port = 10_000 + ((process.pid * 7919 + tried++) % 20_000);
    const isFree = await new Promise<boolean>((tell) => {
      const server = createServer();
      server.once('error', () => tell(false));
      server.listen(port, '127.0.0.1', () => server.close(() => tell(true)));
    });
    if (isFree) return port;
  }
}

/** The port in the service's output. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((found, failed) => {
    let said = '';
    const late = setTimeout(() => failed(new Error(`the service does not start: ${said}`)), PATIENCE_MS);
    const read = (piece: Buffer) => {
      said += piece.toString();
      const port = /listening on http:\/\/[^:]+:(\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(late);
      found(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => failed(new Error(`the service ended with ${code ?? 'a signal'}: ${said}`)));
  });
}
