import { connect, type Socket } from 'node:net';
import type { LoadRequest } from './load-request.js';
import { HOUSE_KEY } from '../../tools/runtime/house-key.js';

/** What came back, as far as anybody looks. */
export interface Answer {
  status: number;
  /** Milliseconds since the request was sent. */
  ms: number;
  /** Status line and headers. */
  header: string;
}

interface Listener {
  /** The connection stands. */
  ready: (lane: Lane) => void;
  answer: (lane: Lane, answer: Answer) => void;
  failure: (reason: string) => void;
}

const HEADER_END = Buffer.from('\r\n\r\n');

/**
 * One connection, with one request under way at a time. It writes ready-made bytes to a plain socket and looks of an answer
 * only at its header: the two cores of a small machine should go to the server, not to its client.
 */
export class Lane {
  readonly #socket: Socket;
  readonly #on: Listener;
  #sentAt = 0;
  #received: Buffer | undefined;

  constructor({ port, hostname }: URL, on: Listener) {
    this.#on = on;
    this.#socket = connect({ port: Number(port), host: hostname, noDelay: true }, () => on.ready(this));
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', ({ message }) => on.failure(message));
    this.#socket.on('end', () => on.failure('el servidor cerró una conexión'));
  }

  send(request: Buffer): void {
    this.#sentAt = performance.now();
    this.#socket.write(request);
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    const received = this.#received ? Buffer.concat([this.#received, chunk]) : chunk;
    const headerEnd = received.indexOf(HEADER_END);
    const header = headerEnd < 0 ? '' : received.toString('latin1', 0, headerEnd);
    const length = /\r\ncontent-length: *(\d+)/i.exec(header)?.[1];
    if (length === undefined || received.length < headerEnd + 4 + Number(length)) {
      this.#received = received;
      return;
    }
    this.#received = undefined;
    this.#on.answer(this, {
      status: Number(header.slice(9, 12)),
      ms: performance.now() - this.#sentAt,
      header,
    });
  }
}

/** A request as it goes over the wire. */
export function toBytes({ method, path, body = '' }: LoadRequest): Buffer {
  const length =
    method === 'POST'
      ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
      : '';
  const head = `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${HOUSE_KEY}\r\n`;
  return Buffer.from(`${head}${length}\r\n${body}`);
}
