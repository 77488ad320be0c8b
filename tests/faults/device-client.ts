import { Agent, request } from 'node:http';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';

/** An answer, or the reason why there was none. */
export interface Reply {
  /** HTTP status; 0 if the connection gave none. */
  status: number;
  /** `202`, `503`, `ECONNRESET`, `sin respuesta`... */
  outcome: string;
  body: string;
}

/** Talks HTTP over kept-alive connections and never throws: a device has to live with whatever it gets. */
export class DeviceClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 128 });
  readonly #timeoutMs: number;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  get(url: string): Promise<Reply> {
    return this.#send('GET', url);
  }

  post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#send('POST', url, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }

  postCsv(url: string, text: string): Promise<Reply> {
    return this.#send('POST', url, text, { 'content-type': 'text/csv' });
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, url: string, body?: string, headers: Record<string, string> = {}): Promise<Reply> {
    return new Promise((resolve) => {
      const fail = (outcome: string) => {
        clearTimeout(timer);
        resolve({ status: 0, outcome, body: '' });
      };
      const sent = request(
        url,
        { method, headers: { ...HOUSE_HEADERS, ...headers }, agent: this.#agent },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk) => (text += chunk));
          response.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
          response.on('end', () => {
            const status = response.statusCode ?? 0;
            // An answer that was cut short acknowledges nothing.
            if (!response.complete) return fail('respuesta cortada');
            clearTimeout(timer);
            resolve({ status, outcome: String(status), body: text });
          });
        },
      );
      const timer = setTimeout(() => {
        fail('sin respuesta');
        sent.destroy();
      }, this.#timeoutMs);
      sent.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
      sent.end(body);
    });
  }
}
