/**
 * The process that keeps a server busy. It writes ready-made bytes to plain sockets and looks of an answer only at
 * status and length: the two cores of a small machine should go to the server, not to its client.
 */
import { readFileSync } from 'node:fs';
import { percentile } from '../../tools/runtime/statistics.js';
import { type Answer, Lane, toBytes } from './lane.js';
import type { LoadRequest } from './load-request.js';

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

const requests = (JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as LoadRequest[]).map(toBytes);
let position = 0;

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
    const answer = (lane: Lane, { status, ms }: Answer) => {
      if (status === expected) latencies.push(ms);
      else finish(`contestó ${status} en vez de ${expected}`);
      send(lane);
    };
    const send = (lane: Lane) => {
      position = (position + 1) % requests.length;
      lane.send(requests[position] as Buffer);
    };
    for (let lane = 0; lane < connections; lane += 1)
      lanes.push(new Lane(new URL(origin), { ready: send, answer, failure: finish }));
  });
}

process.on('message', (message: LoadRun) => {
  if (message.tipo === 'carga') void run(message).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
process.send?.({ tipo: 'lista' });
