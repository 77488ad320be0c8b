import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a receiver got in one request. */
export interface Received {
  headers: IncomingHttpHeaders;
  /** As it came. */
  body: string;
}

/** Answers a request; nothing is answered where it does not. */
type Answer = (received: Received, response: ServerResponse) => void;

const ok: Answer = (_, response) => response.writeHead(204).end();

/** Leads to where nobody of ours may go. */
export const redirects: Answer = (_, response) =>
  response.writeHead(307, { location: 'http://169.254.169.254/latest' }).end();

/** Hangs up instead of an answer. */
export const resets: Answer = (_, response) => response.destroy();

/** A server that is called by us, as integrators have them. */
export class Receiver {
  readonly got: Received[] = [];
  /** What it does with a request; 204 if nothing else is said. */
  answer: Answer = ok;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const received = { headers: request.headers, body };
        this.got.push(received);
        this.answer(received, response);
      });
    });
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/avisos`;
  }

  /** Bodies of what it got, parsed. */
  events<T = { id: string; type: string; subject: string; data: Record<string, unknown> }>(): T[] {
    return this.got.map(({ body }) => JSON.parse(body) as T);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
