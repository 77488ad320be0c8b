import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, Lane, toBytes } from '../harness/lane.js';
import type { LoadRequest } from '../harness/load-request.js';

/** Connections that requests at a steady pace are sent over: more than are ever under way. */
const LANES = 32;

/** Milliseconds of each answer, one request after the other over one connection. */
export async function oneByOne(origin: string, paths: readonly string[]): Promise<number[]> {
  const lane = await connect(origin);
  const latencies: number[] = [];
  try {
    for (const path of paths) latencies.push(await ask(lane, path));
  } finally {
    lane.close();
  }
  return latencies;
}

/**
 * Milliseconds of each answer to requests (paths are read) that come at a steady pace, whether or not the ones before were answered: from
 * the moment each was due, so that a pause of the server counts for all that it kept waiting.
 */
export async function atPace(
  origin: string,
  requests: readonly (string | LoadRequest)[],
  { perSecond, ms }: { perSecond: number; ms: number },
): Promise<number[]> {
  const free = await Promise.all(Array.from({ length: LANES }, () => connect(origin)));
  const all = [...free];
  const waiting: ((lane: Connected) => void)[] = [];
  const give = (lane: Connected) => {
    const next = waiting.shift();
    if (next) next(lane);
    else free.push(lane);
  };
  const send = async (request: string | LoadRequest) => {
    const due = performance.now();
    const lane = free.pop() ?? (await new Promise<Connected>((resolve) => waiting.push(resolve)));
    await ask(lane, request);
    give(lane);
    return performance.now() - due;
  };
  const answers: Promise<number>[] = [];
  try {
    const started = performance.now();
    for (let sent = 0; performance.now() - started < ms;) {
      const due = Math.floor(((performance.now() - started) / 1_000) * perSecond);
      for (; sent < due; sent += 1) answers.push(send(requests[sent % requests.length] as string));
      await sleep(1);
    }
    return await Promise.all(answers);
  } finally {
    for (const lane of all) lane.close();
  }
}

interface Connected {
  lane: Lane;
  /** What is done with the next answer. */
  next: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  close(): void;
}

function connect(origin: string): Promise<Connected> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      const error = new Error(`La conexión con ${origin} falló: ${reason}`);
      connected.next?.reject(error);
      reject(error);
    };
    const lane = new Lane(new URL(origin), {
      ready: () => resolve(connected),
      answer: (_, answer) => connected.next?.resolve(answer),
      failure: fail,
    });
    const connected: Connected = { lane, next: undefined, close: () => lane.close() };
  });
}

async function ask(connected: Connected, asked: string | LoadRequest): Promise<number> {
  const request = typeof asked === 'string' ? ({ method: 'GET', path: asked } as const) : asked;
  const { status, ms } = await new Promise<Answer>((resolve, reject) => {
    connected.next = { resolve, reject };
    connected.lane.send(toBytes(request));
  });
  const wanted = request.method === 'GET' ? 200 : 202;
  if (status !== wanted)
    throw new Error(`${request.method} ${request.path} contestó ${status} en vez de ${wanted}.`);
  return ms;
}
