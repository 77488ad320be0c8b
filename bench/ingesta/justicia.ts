import { setTimeout as sleep } from 'node:timers/promises';
import { makeTrazas, type Traza } from '../esqueleto/traffic.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { takePairs } from '../harness/pairs.js';
import { median, percentile } from '../../tools/runtime/statistics.js';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { type Carrier, closeCarrier, startCarrier } from './carrier.js';

/** What the one client that brings much posts, as fast as it is answered. */
const BULK = { connections: 4, sizes: [500], offered: 0, obeys: true };
const PAUSE_MS = 50;
const LOOK_MS = 5;
/** So long the bulk has the queue to itself before anybody else comes. */
const HEAD_START_MS = 1_000;

interface Delays {
  p50: number;
  p95: number;
}

/** How long a single scan waits beside somebody's bulk. */
export const justicia: Measurement = {
  id: 'justicia',
  description: `del 202 al recibo completo de una lectura suelta, p95: junto a quien manda listas de ${BULK.sizes[0]} ÷ a solas`,
  target: { atMost: 2 },
  async run(bench: Bench): Promise<Figure> {
    const carrier = await startCarrier(bench, 'justicia', bench.rapid ? 2_000 : 20_000);
    const seconds = bench.rapid ? 5 : 15;
    const medians: { beside: number[]; alone: number[] } = { beside: [], alone: [] };
    const accepted: number[] = [];
    const figure = await takePairs(bench, {
      subject: {
        name: 'p95 junto a las listas',
        async take(round) {
          const load = carrier.fleet.post({ ...BULK, origin: carrier.stack.url, seconds });
          await sleep(HEAD_START_MS);
          const { p50, p95 } = await probe(carrier, seconds * 1_000 - HEAD_START_MS, bench.seed + round);
          accepted.push((await load).accepted / seconds);
          medians.beside.push(p50);
          await untilQuiet(carrier.stack.url);
          return p95;
        },
      },
      baseline: {
        name: 'p95 a solas',
        async take(round) {
          const { p50, p95 } = await probe(carrier, seconds * 1_000, bench.seed + 1_000 + round);
          medians.alone.push(p50);
          return p95;
        },
      },
      unit: 'ms',
    });
    await closeCarrier(carrier);
    return {
      ...figure,
      behind: {
        ...figure.behind,
        'p50 junto a las listas (ms)': median(medians.beside),
        'p50 a solas (ms)': median(medians.alone),
        'trazas de listas aceptadas/s': median(accepted),
      },
      notes: [
        ...figure.notes,
        `una lectura cada ${PAUSE_MS} ms, su recibo mirado cada ${LOOK_MS} ms; las listas, por ${BULK.connections} conexiones, ` +
          'que esperan cuando se les pide; API, worker, PostgreSQL, Redis y clientes en la misma máquina',
      ],
    };
  },
};

/** Posts single scans one after the other, and follows each until its receipt is complete. */
async function probe({ stack: { url }, codigos }: Carrier, ms: number, seed: number): Promise<Delays> {
  const delays: number[] = [];
  const end = performance.now() + ms;
  for (const traza of makeTrazas(codigos, Math.ceil(ms / PAUSE_MS), seed)) {
    if (performance.now() > end) break;
    delays.push(await untilComplete(url, { ...traza, ocurridoEn: new Date().toISOString() }));
    await sleep(PAUSE_MS);
  }
  const [p50 = Number.NaN, p95 = Number.NaN] = [0.5, 0.95].map((share) => percentile(delays, share));
  return { p50, p95 };
}

async function untilComplete(url: string, traza: Traza): Promise<number> {
  const headers = { ...HOUSE_HEADERS, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/trazas`, { method: 'POST', headers, body: JSON.stringify(traza) });
  if (answer.status !== 202) throw new Error(`Una lectura suelta recibió ${answer.status}.`);
  const { capturaId } = (await answer.json()) as { capturaId: string };
  const taken = performance.now();
  for (;;) {
    const recibo = (await (
      await fetch(`${url}/v1/capturas/${capturaId}`, { headers: HOUSE_HEADERS })
    ).json()) as { estado: string };
    if (recibo.estado === 'completa') return performance.now() - taken;
    await sleep(LOOK_MS);
  }
}

/** Nothing is left of the lists. */
async function untilQuiet(url: string): Promise<void> {
  for (;;) {
    const { datos } = (await (await fetch(`${url}/v1/colas`, { headers: HOUSE_HEADERS })).json()) as {
      datos: { trazas: number | null }[];
    };
    if (datos.every(({ trazas }) => !trazas)) return;
    await sleep(250);
  }
}
