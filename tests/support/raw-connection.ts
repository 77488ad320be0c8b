import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { HOUSE_KEY } from '../../tools/runtime/house-key.js';
import { poll } from './poll.js';

/** A connection on which every byte, and when it is sent, is the test's own choice. */
export class RawConnection {
  readonly #socket: Socket;
  /** All that came so far. */
  received = '';
  ended = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => (this.received += text));
    socket.on('error', () => (this.ended = true));
    socket.on('close', () => (this.ended = true));
  }

  static async open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  send(text: string | Buffer): void {
    this.#socket.write(text);
  }

  /** Waits for an answer, and gives all that came. */
  async answer(): Promise<string> {
    await poll('an answer', async () => /\r\n\r\n[^]/.test(this.received));
    return this.received;
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** A POST with its body, to be sent in pieces: up to the end of the headers, and the body. */
export function rawPost(path: string, body: unknown): [head: string, body: string] {
  const text = JSON.stringify(body);
  const head = `POST ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${HOUSE_KEY}\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n`;
  return [head, text];
}
