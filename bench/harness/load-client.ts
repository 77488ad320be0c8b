/**
 * The process that keeps a server busy. It writes ready-made bytes to plain sockets and looks of an answer only at
 * status and length: the two cores of a small machine should go to the server, not to its client.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { percentile } from '../runtime/statistics.js';
import type { LoadRequest } from './load.js';

/** What is asked of this process. */
export interface LoadRun {
  tipo: 'carga';
  /** `http://127.0.0.1:3000`. */
  origin: string;
  connections: number;
  /** Milliseconds. */
  duration: number;
  expected: number;
}

/** What it answers. */
export interface LoadResult {
  tipo: 'resultado';
  answers: number;
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  cpuSeconds: number;
  /** What went wrong, if anything did. */
  failure?: string;
}

const HEADER_END = Buffer.from('\r\n\r\n');

/** One connection, with one request under way at a time. */
class Lane {
  readonly #socket: Socket;
  readonly #next: () => Buffer | undefined;
  readonly #onAnswer: (status: number, ms: number) => void;
  #sentAt = 0;
  #received: Buffer | undefined;

  constructor(
    { port, hostname }: URL,
    next: () => Buffer | undefined,
    on: { answer: (status: number, ms: number) => void; failure: (reason: string) => void },
  ) {
    this.#next = next;
    this.#onAnswer = on.answer;
    this.#socket = connect({ port: Number(port), host: hostname, noDelay: true }, () => this.#send());
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', ({ message }) => on.failure(message));
    this.#socket.on('end', () => on.failure('el servidor cerró una conexión'));
  }

  close(): void {
    this.#socket.destroy();
  }

  #send(): void {
    const request = this.#next();
    if (!request) return this.close();
    this.#sentAt = performance.now();
    this.#socket.write(request);
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
    this.#onAnswer(Number(header.slice(9, 12)), performance.now() - this.#sentAt);
    this.#send();
  }
}

const requests = (JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as LoadRequest[]).map(toBytes);
let position = 0;

function toBytes({ method, path, body = '' }: LoadRequest): Buffer {
  const length =
    method === 'POST'
      ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
      : '';
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${length}\r\n${body}`);
}

function run({ origin, connections, duration, expected }: LoadRun): Promise<LoadResult> {
  const latencies: number[] = [];
  const lanes: Lane[] = [];
  const started = performance.now();
  const cpu = process.cpuUsage();
  return new Promise((resolve) => {
    const finish = (failure?: string) => {
      clearTimeout(timer);
      const seconds = (performance.now() - started) / 1_000;
      const { user, system } = process.cpuUsage(cpu);
      for (const lane of lanes) lane.close();
      const [p50 = 0, p99 = 0] = [0.5, 0.99].map((share) => percentile(latencies, share));
      resolve({
        tipo: 'resultado',
        answers: latencies.length,
        seconds,
        p50,
        p99,
        cpuSeconds: (user + system) / 1e6,
        failure,
      });
    };
    const timer = setTimeout(() => finish(latencies.length > 0 ? undefined : 'ninguna respuesta'), duration);
    const answer = (status: number, ms: number) => {
      if (status === expected) latencies.push(ms);
      else finish(`contestó ${status} en vez de ${expected}`);
    };
    const next = () => requests[(position = (position + 1) % requests.length)];
    for (let lane = 0; lane < connections; lane += 1)
      lanes.push(new Lane(new URL(origin), next, { answer, failure: finish }));
  });
}

process.on('message', (message: LoadRun) => {
  if (message.tipo === 'carga') void run(message).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
process.send?.({ tipo: 'lista' });
