import { freePort } from '../../scripts/lib/ports.mjs';
import { createEnvios, makeTrazas, type Traza } from '../esqueleto/traffic.js';
import { Child } from '../harness/child.js';
import { Load } from '../harness/load.js';
import type { Bench, Comparison, Measurement, Side } from '../harness/measurement.js';
import { inTurns } from '../harness/rounds.js';
import { Stack } from '../harness/stack.js';

/** With lists few connections keep the server busy. */
const connectionsFor = (size: number) => (size === 1 ? 64 : 8);
const ENVIOS = 1_000;
const TRAZAS = 20_000;
const LOTE = 500;

/** Two ways of taking trazas in, each by the size of its requests. */
interface Ways {
  subject: { name: string; size: number; server: Server };
  baseline: { name: string; size: number; server: Server };
}

type Server = 'api' | 'per-job';

/** Durable trazas a second, taken in one way ÷ another; no worker runs. */
function compareCaptures(
  measurement: Pick<Measurement, 'id' | 'description' | 'target'>,
  { subject, baseline }: Ways,
): Measurement {
  return {
    ...measurement,
    async run(bench: Bench): Promise<Comparison> {
      const stack = await Stack.create(bench, measurement.id);
      const api = await stack.start('api');
      const codigos = await createEnvios(stack.url, ENVIOS, bench.seed);
      const trazas = makeTrazas(codigos, TRAZAS, bench.seed);
      const others = [subject, baseline].some(({ server }) => server === 'per-job')
        ? await startPerJob(bench, stack)
        : undefined;
      const side = async ({ size, server }: Ways['subject']) => {
        const load = await loadOf(bench, `${measurement.id}-${server}-${size}`, trazas, size);
        const [child, origin] = server === 'api' || !others ? [api, stack.url] : [others.child, others.url];
        return async (): Promise<Side> => {
          const result = await load.run(
            {
              connections: connectionsFor(size),
              duration: bench.rapid ? 2_000 : 5_000,
              expected: 202,
              origin,
            },
            { api: () => child.cpuSeconds(), redis: bench.services.cpuSeconds.redis },
          );
          // Nobody works the queue off: it would grow from round to round.
          await bench.services.redis.flushall();
          return { ...result, perSecond: result.perSecond * size };
        };
      };
      const [a, b] = [await side(subject), await side(baseline)];
      const rounds = await inTurns(bench, a, b);
      await Promise.all([others?.child.stop(), stack.close()]);
      return {
        subject: { name: subject.name, rounds: rounds.subject },
        baseline: { name: baseline.name, rounds: rounds.baseline },
        unit: 'trazas/s',
        notes: [
          ...rounds.notes,
          `${connectionsFor(1)} conexiones, ${connectionsFor(LOTE)} con listas; el worker no corre; appendfsync always`,
        ],
      };
    },
  };
}

function loadOf(bench: Bench, name: string, trazas: readonly Traza[], size: number): Promise<Load> {
  const bodies =
    size === 1
      ? trazas.map((traza) => JSON.stringify(traza))
      : Array.from({ length: Math.floor(trazas.length / size) }, (_, index) =>
          JSON.stringify(trazas.slice(index * size, (index + 1) * size)),
        );
  return Load.create(
    bench,
    name,
    bodies.map((body) => ({ method: 'POST', path: '/v1/trazas', body })),
  );
}

async function startPerJob(bench: Bench, stack: Stack): Promise<{ child: Child; url: string }> {
  const port = await freePort();
  const child = await Child.start({
    script: 'bench/ingesta/per-job-api.ts',
    env: { ...stack.env, PORT: String(port) },
  });
  bench.cleanup.add(() => child.stop());
  return { child, url: `http://127.0.0.1:${port}` };
}

const one = { name: 'API, de a una', size: 1, server: 'api' } as const;
const lot = { name: `API, de a ${LOTE}`, size: LOTE, server: 'api' } as const;

/** What group commit brings where devices post one traza a request. */
export const unoVsJob = compareCaptures(
  {
    id: 'uno_vs_job',
    description: '202 de una traza por solicitud, ya en disco ÷ la misma API con un job de BullMQ por traza',
    target: { atLeast: 1.8 },
  },
  { subject: one, baseline: { name: 'un job por traza', size: 1, server: 'per-job' } },
);

/** What a list brings over single requests. */
export const loteVsUno = compareCaptures(
  {
    id: 'lote_vs_uno',
    description: `trazas en solicitudes de ${LOTE} ÷ trazas de a una, en la misma API`,
    target: { atLeast: 10 },
  },
  { subject: lot, baseline: one },
);

/** What a tanda brings over a job for each of its trazas. */
export const loteVsAddBulk = compareCaptures(
  {
    id: 'lote_vs_addbulk',
    description: `trazas en solicitudes de ${LOTE} ÷ lo mismo con addBulk de ${LOTE} jobs`,
    target: { atLeast: 10 },
  },
  { subject: lot, baseline: { name: `addBulk de ${LOTE}`, size: LOTE, server: 'per-job' } },
);
