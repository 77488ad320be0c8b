/** Talks to the API. */
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { CliError, EXIT } from './exit.mjs';

/**
 * @typedef {{ type: string, title: string, status: number, detail: string, requestId?: string,
 *   errors?: { pointer: string, detail: string }[] }} Problem
 * @typedef {{ event: string, id: string | undefined, data: any }} ServerEvent
 */

export const DEFAULT_URL = 'http://localhost:3000';

const ANSWER_LIMIT_MS = 60_000;
const UPLOAD_LIMIT_MS = 600_000;
const RECONNECT_MS = 1_000;

export class Client {
  /**
   * @param {string} url
   * @param {'es' | 'en'} language
   * @param {{ token(): Promise<string | undefined>, source?: string }} [credentials] asked before each request
   */
  constructor(url, language, credentials = { token: async () => undefined }) {
    this.url = addressOf(url);
    this.language = language;
    this.credentials = credentials;
  }

  /** @param {string} path */
  get(path) {
    return this.#send('GET', path);
  }

  /**
   * @param {string} path
   * @param {object} [body]
   */
  post(path, body) {
    return this.#send('POST', path, body);
  }

  /**
   * @param {string} path
   * @param {object} body
   */
  put(path, body) {
    return this.#send('PUT', path, body);
  }

  /**
   * @param {string} path
   * @param {object} body
   */
  patch(path, body) {
    return this.#send('PATCH', path, body);
  }

  /**
   * Sends a file.
   *
   * @param {string} path
   * @param {Uint8Array} csv
   * @returns {Promise<any>}
   */
  async upload(path, csv) {
    const signal = AbortSignal.timeout(UPLOAD_LIMIT_MS);
    return (await this.#fetch('POST', path, csv, { 'content-type': 'text/csv' }, signal)).json();
  }

  /** @param {string} path */
  async text(path) {
    return (await this.#fetch('GET', path, undefined, {}, AbortSignal.timeout(UPLOAD_LIMIT_MS))).text();
  }

  /** @param {string} path */
  delete(path) {
    return this.#send('DELETE', path);
  }

  /**
   * Every item of a list, page after page, `limit` at most.
   *
   * @param {string} path
   * @param {Record<string, unknown>} query
   * @param {number} limit
   */
  async list(path, query, limit) {
    const found = [];
    for (let cursor; found.length < limit;) {
      const size = Math.min(200, limit - found.length);
      const page = await this.get(path + queryOf({ ...query, limit: size, cursor }));
      found.push(...page.datos);
      if (!(cursor = page.siguiente)) break;
    }
    return found;
  }

  /**
   * Listens to Server-Sent Events until `fin`; a connection that breaks is taken up where it was.
   *
   * @param {string} path
   * @param {AbortSignal} signal
   * @returns {AsyncGenerator<ServerEvent>}
   */
  async *follow(path, signal) {
    let last;
    let heard = false;
    for (;;) {
      const asked = this.#fetch('GET', path, undefined, { 'last-event-id': last }, signal);
      const response = await asked.catch((error) => {
        // An API that restarts is away for a while; one that was never there is said at once.
        if (!heard || !(error instanceof CliError) || error.code !== EXIT.unavailable) throw error;
        return undefined;
      });
      heard = true;
      if (response?.status === 204) return;
      try {
        for await (const { event = 'message', id, data } of eventsOf(response)) {
          last = id ?? last;
          yield { event, id, data: JSON.parse(data) };
          if (event === 'fin') return;
        }
      } catch (error) {
        if (signal.aborted) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  async #send(method, path, body) {
    const response = await this.#fetch(method, path, body, {}, AbortSignal.timeout(ANSWER_LIMIT_MS));
    return response.status === 204 ? null : response.json();
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object | undefined} body
   * @param {Record<string, string | undefined>} headers
   * @param {AbortSignal} signal
   */
  async #fetch(method, path, body, headers, signal) {
    const given = Object.entries(headers).filter(([, value]) => value !== undefined);
    const token = await this.credentials.token();
    const response = await fetch(this.url + path, {
      method,
      signal,
      headers: {
        'accept-language': this.language,
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
        .../** @type {Record<string, string>} */ (Object.fromEntries(given)),
      },
      ...(body && {
        body: body instanceof Uint8Array ? /** @type {any} */ (body) : JSON.stringify(body),
      }),
    }).catch((cause) => {
      if (cause.name === 'AbortError') throw cause;
      const why = cause.cause?.message ?? cause.message;
      throw new CliError(`No se pudo conectar con ${this.url}: ${why}`, EXIT.unavailable);
    });
    if (!response.ok) throw await refusal(response, this.url, this.credentials.source);
    return response;
  }
}

/**
 * The address of an API, as people write it: without a scheme it is http.
 *
 * @param {string} text
 * @throws {CliError} when it is none
 */
export function addressOf(text) {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CliError(
      `«${text}» no es una dirección: se espera algo como http://localhost:3000`,
      EXIT.usage,
    );
  return address.slice(0, address.length - trailing(address, '/'));
}

/**
 * How often a text ends with this character.
 *
 * @param {string} text
 * @param {string} character
 */
function trailing(text, character) {
  let count = 0;
  while (text.at(-1 - count) === character) count += 1;
  return count;
}

/** @param {Record<string, unknown>} query what is undefined or null is left out */
export function queryOf(query) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(
    Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
  ).toString();
  return text && `?${text}`;
}

/**
 * @param {Response} response
 * @param {string} url
 * @param {string | undefined} source where the credential came from
 */
async function refusal(response, url, source) {
  const text = await response.text();
  const { status } = response;
  const code = status === 400 || status === 422 ? EXIT.usage : status < 500 ? EXIT.refused : EXIT.unavailable;
  if (!/json/.test(response.headers.get('content-type') ?? ''))
    return new CliError(`${url} contestó ${status}: ¿es un Trazo?`, code);
  const problem = /** @type {Problem} */ (JSON.parse(text));
  const fields = (problem.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`);
  const id = status >= 500 && problem.requestId ? `\n  (solicitud ${problem.requestId})` : '';
  // Which of several ways in was taken is not seen from outside.
  const way = (status === 401 || status === 403) && source ? `\n  (${source})` : '';
  return new CliError(`${problem.title}. ${problem.detail}${fields.join('')}${id}${way}`, code, problem);
}

/** @param {Response | undefined} response an answer of Server-Sent Events */
function eventsOf(response) {
  return (
    response?.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()) ?? []
  );
}
