import { setTimeout as sleep } from 'node:timers/promises';
import { withCpu } from '../harness/cpu.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { say } from '../../scripts/lib/terminal.mjs';
import { count } from '../../tools/runtime/numbers.js';
import { median } from '../../tools/runtime/statistics.js';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { type Carrier, closeCarrier, MIXED, startCarrier } from './carrier.js';
import { countSettled } from './fleet.js';

const LOTE = 500;
const LOOKS = 20;
const LOOK_MS = 250;

/** What the long road measured on its way; both measurements are taken on it, whichever is asked for first. */
interface Road {
  drained: Figure;
  memory: Figure;
}

let road: Promise<Road> | undefined;
const travelled = (bench: Bench) => (road ??= travel(bench));

/** Whether what is accepted is also done, minute after minute. */
export const drenajeVsAceptado: Measurement = {
  id: 'drenaje_vs_aceptado',
  description:
    'trazas visibles ÷ aceptadas, con toda la carga que la puerta deja pasar, durante cinco minutos',
  target: { atLeast: 1 },
  run: async (bench) => (await travelled(bench)).drained,
};

/** Whether anything grows with what has passed. */
export const memoria10x: Measurement = {
  id: 'memoria_10x',
  description: 'memoria de API y worker después de 10 millones de trazas ÷ después de un millón',
  target: { atMost: 1.1 },
  run: async (bench) => (await travelled(bench)).memory,
};

async function travel(bench: Bench): Promise<Road> {
  const million = bench.rapid ? 20_000 : 1_000_000;
  const carrier = await startCarrier(bench, 'camino', bench.rapid ? 2_000 : 50_000);
  await postUntil(carrier, million);
  const early = await memoryOf(carrier);
  const drained = await drainUnderLoad(bench, carrier);
  await postUntil(carrier, 10 * million);
  const late = await memoryOf(carrier);
  const settled = await countSettled(carrier.stack.pool);
  await closeCarrier(carrier);
  return {
    drained,
    memory: {
      value: (late.api + late.worker) / (early.api + early.worker),
      unit: 'ratio',
      behind: {
        'API antes, MiB': early.api,
        'API después, MiB': late.api,
        'worker antes, MiB': early.worker,
        'worker después, MiB': late.worker,
        'trazas al final': settled,
      },
      notes: [`RSS, mediana de ${LOOKS} miradas, con la cola vacía`],
    },
  };
}

async function drainUnderLoad(bench: Bench, carrier: Carrier): Promise<Figure> {
  const { stack, fleet, api, worker } = carrier;
  const load = (seconds: number) =>
    fleet.post({ origin: stack.url, connections: 64, seconds, offered: 0, obeys: true, sizes: MIXED });
  // The queue fills until the door closes for the first time; from then on the two have to keep step.
  await load(bench.rapid ? 5 : 60);
  const before = await countSettled(stack.pool);
  const { value, cpu } = await withCpu(
    {
      api: () => api.cpuSeconds(),
      worker: () => worker.cpuSeconds(),
      ...bench.services.cpuSeconds,
    },
    () => load(bench.rapid ? 10 : 300),
  );
  const settled = (await countSettled(stack.pool)) - before;
  const { accepted, refused, seconds } = value;
  return {
    value: settled / accepted,
    unit: 'ratio',
    behind: {
      'aceptadas/s': accepted / seconds,
      'visibles/s': settled / seconds,
      'rechazadas con 503/s': refused / seconds,
      ...Object.fromEntries(Object.entries(cpu).map(([name, cores]) => [`CPU ${name}, núcleos`, cores])),
    },
    notes: [
      'solicitudes de 1, 20 y 100 trazas por 64 conexiones que esperan lo que pide Retry-After',
      'un minuto de carga antes, para que la cola esté tan llena como la puerta permite',
    ],
  };
}

/** Posts in lists until so many trazas are visible since the beginning, and nothing waits any more. */
async function postUntil({ stack, fleet }: Carrier, total: number): Promise<void> {
  for (let settled = await countSettled(stack.pool); settled < total;) {
    const offered = { origin: stack.url, connections: 8, offered: 0, obeys: true, sizes: [LOTE] };
    await fleet.post({ ...offered, seconds: 5 });
    settled = await countSettled(stack.pool);
    say(`  ${count(settled)} de ${count(total)} trazas`);
  }
  const waiting = async () => {
    const { datos } = (await (await fetch(`${stack.url}/v1/colas`, { headers: HOUSE_HEADERS })).json()) as {
      datos: { nombre: string; trazas: number | null }[];
    };
    return datos.find(({ nombre }) => nombre === 'trazas')?.trazas ?? 0;
  };
  while ((await waiting()) > 0) await sleep(LOOK_MS);
}

async function memoryOf({ api, worker }: Carrier): Promise<{ api: number; worker: number }> {
  const looks: { api: number; worker: number }[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    looks.push({ api: api.memoryMiB() ?? Number.NaN, worker: worker.memoryMiB() ?? Number.NaN });
    await sleep(LOOK_MS);
  }
  return { api: median(looks.map((each) => each.api)), worker: median(looks.map((each) => each.worker)) };
}
