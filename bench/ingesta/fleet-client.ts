/**
 * The process that plays a fleet: it posts trazas of its own making over plain sockets, every one new and stamped with the
 * moment, as fast as the server answers or at a rate, and counts what was acknowledged.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Answer, Lane, toBytes } from '../harness/lane.js';
import { LATE, makeTrazas } from '../esqueleto/traffic.js';
import { percentile } from '../../tools/runtime/statistics.js';

/** What is asked of this process. */
export interface FleetRun {
  tipo: 'flota';
  origin: string;
  connections: number;
  seconds: number;
  /** Trazas a second that are offered; 0: the next request goes out when the one before is answered. */
  offered: number;
  /** Whether a 503 is waited out as it asks. */
  obeys: boolean;
  /** Trazas of a request; taken in turns. */
  sizes: readonly number[];
}

/** What it answers. */
export interface FleetResult {
  tipo: 'resultado';
  /** Trazas in answered requests, by what the answer was. */
  accepted: number;
  refused: number;
  seconds: number;
  p50: number;
  p99: number;
  failure?: string;
}

/** Where a request holds what has to be new each time. */
interface Template {
  bytes: Buffer;
  size: number;
  ids: number[];
  times: number[];
}

const [file = ''] = process.argv.slice(2);
const codigos = JSON.parse(readFileSync(file, 'utf8')) as string[];
const TEMPLATES = 200;
const TICK_MS = 5;
/** Ids of this process; what follows is a counter. */
const PREFIX = `${randomBytes(4).toString('hex')}-${randomBytes(2).toString('hex')}-4000-8000-`;
let made = 0;

function templatesOf(size: number, seed: number): Template[] {
  return Array.from({ length: TEMPLATES }, (_, index) => {
    const trazas = makeTrazas(codigos, size, seed + index);
    const bytes = toBytes({
      method: 'POST',
      path: '/v1/trazas',
      body: JSON.stringify(size === 1 ? trazas[0] : trazas),
    });
    return { bytes, size, ids: placesOf(bytes, '"idEvento":"'), times: placesOf(bytes, '"ocurridoEn":"') };
  });
}

function placesOf(bytes: Buffer, marker: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(marker); at >= 0; at = bytes.indexOf(marker, at + 1))
    places.push(at + marker.length);
  return places;
}

/** The request with new ids and the time of now; its bytes are free again once they are on the wire. */
function renew({ bytes, ids, times }: Template): Buffer {
  const copy = Buffer.from(bytes);
  const now = new Date().toISOString();
  for (const at of ids) copy.write(PREFIX + (made += 1).toString(16).padStart(12, '0'), at, 'latin1');
  // The others keep the time of their template: they come late.
  for (const [index, at] of times.entries())
    if ((made + index) % Math.round(1 / LATE) > 0) copy.write(now, at, 'latin1');
  return copy;
}

function run({ origin, connections, seconds, offered, obeys, sizes }: FleetRun): Promise<FleetResult> {
  const templates = new Map(sizes.map((size) => [size, templatesOf(size, size * 1_000)]));
  const result = { accepted: 0, refused: 0 };
  const latencies: number[] = [];
  const lanes: Lane[] = [];
  const idle: Lane[] = [];
  const sizeOf = new Map<Lane, number>();
  const started = performance.now();
  let turn = 0;
  let sent = 0;
  return new Promise((resolve) => {
    let over = false;
    const finish = (failure?: string) => {
      if (over) return;
      over = true;
      clearInterval(ticker);
      for (const lane of lanes) lane.close();
      const [p50 = 0, p99 = 0] = [0.5, 0.99].map((share) => percentile(latencies, share));
      const took = (performance.now() - started) / 1_000;
      resolve({ tipo: 'resultado', ...result, seconds: took, p50, p99, failure });
    };
    const send = (lane: Lane) => {
      const size = sizes[turn % sizes.length] as number;
      const choices = templates.get(size) as Template[];
      turn += 1;
      sent += size;
      sizeOf.set(lane, size);
      lane.send(renew(choices[turn % TEMPLATES] as Template));
    };
    const next = (lane: Lane) => {
      if (over) return;
      if (offered === 0) send(lane);
      else idle.push(lane);
    };
    const answer = (lane: Lane, { status, ms, header }: Answer) => {
      const size = sizeOf.get(lane) ?? 0;
      if (status === 202) {
        result.accepted += size;
        if (latencies.length < 1_000_000) latencies.push(ms);
        return next(lane);
      }
      if (status !== 503) return finish(`contestó ${status}`);
      result.refused += size;
      const wait = Number(/\r\nretry-after: *(\d+)/i.exec(header)?.[1] ?? 1);
      if (obeys) setTimeout(() => next(lane), wait * 1_000);
      else next(lane);
    };
    const ticker = setInterval(() => {
      const elapsed = (performance.now() - started) / 1_000;
      if (elapsed >= seconds) return finish();
      while (offered > 0 && sent < offered * elapsed && idle.length > 0) send(idle.shift() as Lane);
    }, TICK_MS);
    const open = () =>
      new Lane(new URL(origin), {
        ready: next,
        answer,
        // A server that turns somebody away may close the connection: a device would come back.
        failure: () => {
          if (!over) lanes.push(open());
        },
      });
    for (let lane = 0; lane < connections; lane += 1) lanes.push(open());
  });
}

process.on('message', (message: FleetRun) => {
  if (message.tipo === 'flota') void run(message).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
process.send?.({ tipo: 'lista' });
