import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../scripts/lib/terminal.mjs';
import { makeTrazas } from '../esqueleto/traffic.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { detailOf, pickCodigos } from '../lecturas/codigos.js';
import { atPace } from '../lecturas/latency.js';
import { newestMonths } from '../refresco/changes.js';
import { decimal } from '../../tools/runtime/numbers.js';
import { percentile } from '../../tools/runtime/statistics.js';
import { type Archive, oldestMonths, openArchive } from './archive.js';

const READS_PER_SECOND = 100;
const POSTS_PER_SECOND = 50;
/** Milliseconds of a measurement, and of one that only shows that it works. */
const WHOLE = { settle: 5_000, warm: 3_000, turn: 3_000, turns: 8 };
const RAPID = { settle: 500, warm: 500, turn: 500, turns: 1 };
/** Where a month stands when it is begun with, which is felt from there on; beside others a whole one takes minutes. */
const STEPS = ['abierto', 'cerrado', 'exportado', 'verificado', 'separado'];

const KINDS = ['lectura', 'ingesta'] as const;

/** Milliseconds of each answer. */
type Felt = Record<(typeof KINDS)[number], number[]>;

/** Whether readers and devices notice that a month goes to the archive. */
export const p95Archivando: Measurement = {
  id: 'p95_archivando',
  description:
    'p95 de leer el detalle y de entregar una traza mientras se archiva ÷ sin archivar; el peor de los dos',
  target: { atMost: 1.2 },
  async run(bench: Bench): Promise<Figure> {
    const archive = await openArchive(bench, 'archivando');
    const { stack, pool, env } = archive;
    await stack.start('api', env);
    await stack.start('worker', { ...env, TRAZO_REFRESCO_SEGUNDOS: '86400' });
    const month = (await newestMonths(pool, 2)).at(-1) as string;
    const codigos = await pickCodigos(pool, 5_000, month);
    const months = await oldestMonths(pool, STEPS.length);
    const { settle, warm, turn, turns } = bench.rapid ? RAPID : WHOLE;
    const all = { during: nothing(), without: nothing() };
    const steps: Record<string, number> = {};
    for (const [index, from] of STEPS.entries()) {
      const mes = months[index] as string;
      if (from !== 'abierto') await archive.archive(mes, from);
      await pool.query('CHECKPOINT');
      // What the archive did at full speed, when nobody was at work, is on disk, and connections that were closed are open.
      await sleep(settle);
      await feel(archive, codigos, warm, bench.seed);
      const archiving = archive.archive(mes);
      // Heard of when the measurement is over.
      archiving.catch(() => undefined);
      const felt = { during: nothing(), without: nothing() };
      // It works and stands still in turns: whatever else the machine does falls into both.
      for (let done = 0; done < turns; done += 1) {
        add(felt.during, await feel(archive, codigos, turn, bench.seed));
        archive.pause();
        add(felt.without, await feel(archive, codigos, turn, bench.seed));
        archive.resume();
      }
      await archiving;
      const said = KINDS.map(
        (kind) => `${kind} ${decimal(p95(felt.during[kind]), 2)} ÷ ${decimal(p95(felt.without[kind]), 2)} ms`,
      );
      say(`  desde ${from}: ${said.join(', ')}`);
      steps[`desde ${from}`] = Math.max(...KINDS.map((kind) => ratio(felt, kind)));
      add(all.during, felt.during);
      add(all.without, felt.without);
    }
    await archive.close();
    return {
      value: Math.max(...KINDS.map((kind) => ratio(all, kind))),
      unit: 'ratio',
      behind: {
        ...Object.fromEntries(
          KINDS.flatMap((kind) => [
            [`${kind}: razón`, ratio(all, kind)],
            [`${kind} p95 archivando (ms)`, p95(all.during[kind])],
            [`${kind} p95 sin archivar (ms)`, p95(all.without[kind])],
          ]),
        ),
        ...steps,
      },
      notes: [
        `${READS_PER_SECOND} lecturas/s y ${POSTS_PER_SECOND} trazas/s de a una a ritmo fijo, de envíos de un mes reciente, con un worker; ` +
          `el archivo trabaja y se detiene (SIGSTOP) por turnos de ${turn / 1_000} s, ${turns} de cada uno por paso; lo que descansa le cuenta ` +
          'también mientras está detenido, así que en sus turnos trabaja hasta el doble de lo que suele',
      ],
    };
  },
};

const nothing = (): Felt => ({ lectura: [], ingesta: [] });

function add(to: Felt, more: Felt): void {
  for (const kind of KINDS) to[kind].push(...more[kind]);
}

const p95 = (latencies: readonly number[]) => percentile(latencies, 0.95) ?? NaN;

const ratio = ({ during, without }: { during: Felt; without: Felt }, kind: (typeof KINDS)[number]) =>
  p95(during[kind]) / p95(without[kind]);

async function feel({ stack }: Archive, codigos: readonly string[], ms: number, seed: number): Promise<Felt> {
  const posts = makeTrazas(codigos, (ms / 1_000) * POSTS_PER_SECOND, seed + Date.now()).map((traza) => ({
    method: 'POST' as const,
    path: '/v1/trazas',
    body: JSON.stringify({ ...traza, ocurridoEn: new Date().toISOString() }),
  }));
  const [lectura, ingesta] = await Promise.all([
    atPace(stack.url, codigos.map(detailOf), { perSecond: READS_PER_SECOND, ms }),
    atPace(stack.url, posts, { perSecond: POSTS_PER_SECOND, ms }),
  ]);
  return { lectura, ingesta };
}
