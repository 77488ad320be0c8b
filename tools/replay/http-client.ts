import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { either, spoken } from '../../cli/words.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';
import type { TokenSource } from '../runtime/common-options.js';

/** An answer of 2xx. */
export interface Answered {
  status: number;
  body: unknown;
}

/** Headers of a request, or what makes them anew for each attempt at it. */
export type Headers = Record<string, string> | (() => Record<string, string>);

/** The API refused a request, for good. */
export class RefusedError extends UserError {}

interface RawAnswer {
  status: number;
  retryAfter: string | undefined;
  text: string;
}

const REQUEST_LIMIT_MS = 30_000;
const PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** Another request with the same key is running; the same answer comes once it is through. */
const IN_PROGRESS = '/clave-idempotencia-en-curso';

/**
 * JSON over connections that are kept open. A 503 or 429 is honoured and tried again after its `Retry-After`, and so is
 * a connection that fails: everything that a replay sends may be sent twice.
 */
export class HttpClient {
  /** Requests that had to be repeated. */
  retries = 0;
  readonly #base: URL;
  readonly #patienceMs: number;
  readonly #transport: typeof http | typeof https;
  readonly #agent: http.Agent;
  readonly #token: TokenSource;

  /**
   * @param patienceMs - How long one request may be refused for the moment before it counts as failed.
   * @param token - With what it comes in.
   */
  constructor(
    url: string,
    { patienceMs, connections, token }: { patienceMs: number; connections: number; token: TokenSource },
  ) {
    this.#token = token;
    this.#base = new URL(url.endsWith('/') ? url : `${url}/`);
    this.#patienceMs = patienceMs;
    this.#transport = this.#base.protocol === 'https:' ? https : http;
    this.#agent = new this.#transport.Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Closes the connections. */
  close(): void {
    this.#agent.destroy();
  }

  /** @param patienceMs - For this request, if it differs. */
  get(path: string, patienceMs = this.#patienceMs): Promise<Answered> {
    return this.#request('GET', path, patienceMs);
  }

  post(path: string, body: unknown, headers: Headers = {}): Promise<Answered> {
    return this.#request('POST', path, this.#patienceMs, JSON.stringify(body), headers);
  }

  /** @throws {UserError} when the API refuses, or stays away longer than the patience. */
  async #request(
    method: string,
    path: string,
    patienceMs: number,
    body?: string,
    headers?: Headers,
  ): Promise<Answered> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const token = await this.#token();
      const own = {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(typeof headers === 'function' ? headers() : headers),
      };
      const attempt = await this.#once(method, path, body, own).catch((error: Error) => error);
      if (!(attempt instanceof Error) && attempt.status < 300)
        return { status: attempt.status, body: parse(attempt.text) };
      const pause = pauseBefore(attempt);
      if (pause === undefined) throw new RefusedError(`${method} ${path}: ${explain(attempt)}`);
      if (performance.now() + pause > deadline)
        throw new UserError(`${method} ${this.#base.origin}${path}: ${explain(attempt)}`);
      this.retries += 1;
      await sleep(pause);
    }
  }

  #once(method: string, path: string, body = '', extra: Record<string, string> = {}): Promise<RawAnswer> {
    const headers = {
      accept: 'application/json',
      'accept-language': spoken(),
      ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...extra,
    };
    return new Promise((resolve, reject) => {
      const url = new URL(path.replace(/^\//, ''), this.#base);
      const options = { method, headers, agent: this.#agent, timeout: REQUEST_LIMIT_MS };
      const request = this.#transport.request(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers['retry-after'],
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      request.on('timeout', () => request.destroy(lateError()));
      request.on('error', reject);
      request.end(body);
    });
  }
}

function lateError(): Error {
  const seconds = REQUEST_LIMIT_MS / 1_000;
  return new Error(either(`no contestó en ${seconds} s`, `did not answer within ${seconds} s`));
}

/** Milliseconds to wait before the same request may be sent again; undefined: never. */
function pauseBefore(attempt: RawAnswer | Error): number | undefined {
  if (attempt instanceof Error) return PAUSE_MS;
  const running = attempt.status === 409 && attempt.text.includes(IN_PROGRESS);
  if (attempt.status !== 503 && attempt.status !== 429 && !running) return undefined;
  const seconds = Number(attempt.retryAfter);
  return seconds > 0 ? Math.min(seconds * 1_000, LONGEST_PAUSE_MS) : PAUSE_MS;
}

function parse(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text);
}

/** A problem document (RFC 9457) in one line; anything else as it came. */
function explain(attempt: RawAnswer | Error): string {
  if (attempt instanceof Error) {
    const code = (attempt as NodeJS.ErrnoException).code;
    return code === 'ECONNREFUSED'
      ? either('no hay nadie a la escucha (¿está en marcha?)', 'nobody listens there (is it running?)')
      : attempt.message || `${code}`;
  }
  try {
    const problem = JSON.parse(attempt.text) as { title?: string; detail?: string; errors?: object[] };
    const fields = problem.errors ? ` ${JSON.stringify(problem.errors.slice(0, 3))}` : '';
    return `${attempt.status} ${problem.title}: ${problem.detail}${fields}`;
  } catch {
    return `${attempt.status} ${attempt.text.slice(0, 200)}`;
  }
}
