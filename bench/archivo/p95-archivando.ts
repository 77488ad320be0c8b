import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../scripts/lib/terminal.mjs';
import { makeTrazas } from '../esqueleto/traffic.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { roundsOf } from '../harness/rounds.js';
import { detailOf, pickCodigos } from '../lecturas/codigos.js';
import { atPace } from '../lecturas/latency.js';
import { newestMonths } from '../refresco/changes.js';
import { decimal } from '../runtime/numbers.js';
import { median, percentile } from '../runtime/statistics.js';
import { type Archive, oldestMonths, openArchive } from './archive.js';

const READS_PER_SECOND = 200;
const POSTS_PER_SECOND = 100;
const SETTLE_MS = 1_000;

/** p95 in milliseconds. */
interface Felt {
  lectura: number;
  ingesta: number;
}

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
    const months = await oldestMonths(pool, bench.rapid ? 12 : 24);
    const ms = bench.rapid ? 2_000 : 12_000;
    const measure = () => feel(archive, codigos, ms, bench.seed);
    const rounds: { during: Felt; without: Felt }[] = [];
    let archived = 0;
    const busy: number[] = [];
    for (let round = 0; round <= roundsOf(bench); round += 1) {
      let feeling = true;
      const archiving = (async () => {
        const started = performance.now();
        for (; feeling && months[archived]; archived += 1) await archive.archive(months[archived] as string);
        busy.push(Math.min(1, (performance.now() - started) / ms));
      })();
      // Heard of when the measurement is over.
      archiving.catch(() => undefined);
      const during = await measure();
      feeling = false;
      await archiving;
      await sleep(SETTLE_MS);
      const without = await measure();
      const said = (name: keyof Felt) =>
        `${name} ${decimal(during[name], 2)} ÷ ${decimal(without[name], 2)} ms`;
      say(`  ${round === 0 ? 'calentamiento' : `ronda ${round}`}: ${said('lectura')}, ${said('ingesta')}`);
      if (round > 0) rounds.push({ during, without });
    }
    await archive.close();
    const ratio = (name: keyof Felt) =>
      median(rounds.map(({ during, without }) => during[name] / without[name]));
    const of = (side: 'during' | 'without', name: keyof Felt) =>
      median(rounds.map((round) => round[side][name]));
    return {
      value: Math.max(ratio('lectura'), ratio('ingesta')),
      unit: 'ratio',
      behind: {
        'lectura: razón': ratio('lectura'),
        'ingesta: razón': ratio('ingesta'),
        'lectura p95 archivando (ms)': of('during', 'lectura'),
        'lectura p95 sin archivar (ms)': of('without', 'lectura'),
        'ingesta p95 archivando (ms)': of('during', 'ingesta'),
        'ingesta p95 sin archivar (ms)': of('without', 'ingesta'),
      },
      notes: [
        `${READS_PER_SECOND} lecturas/s y ${POSTS_PER_SECOND} trazas/s de a una a ritmo fijo, de envíos de un mes reciente, con un worker; ` +
          `un mes tras otro al archivo, ${archived} en total, durante el ${decimal(100 * Math.min(...busy), 0)} % del tiempo o más`,
      ],
    };
  },
};

async function feel({ stack }: Archive, codigos: readonly string[], ms: number, seed: number): Promise<Felt> {
  const posts = makeTrazas(codigos, (ms / 1_000) * POSTS_PER_SECOND, seed + Date.now()).map((traza) => ({
    method: 'POST' as const,
    path: '/v1/trazas',
    body: JSON.stringify({ ...traza, ocurridoEn: new Date().toISOString() }),
  }));
  const [reads, ingests] = await Promise.all([
    atPace(stack.url, codigos.map(detailOf), { perSecond: READS_PER_SECOND, ms }),
    atPace(stack.url, posts, { perSecond: POSTS_PER_SECOND, ms }),
  ]);
  return { lectura: percentile(reads, 0.95) ?? NaN, ingesta: percentile(ingests, 0.95) ?? NaN };
}
