import type pg from 'pg';
import { refreshReadModel } from '../../src/platform/read-models/refresh.js';
import { historyTemplate, wholeHistory } from '../harness/history.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { takePairs } from '../harness/pairs.js';
import { Stack } from '../harness/stack.js';
import { change, DETALLE, newestMonths, openPool, pickEnvios } from '../refresco/changes.js';
import { percentile } from '../../tools/runtime/statistics.js';
import { detailOf, pickCodigos } from './codigos.js';
import { atPace } from './latency.js';

const PER_SECOND = 200;
/** Changed since the last refresh, on both sides: what is in the delta is read from the definition, which takes longer. */
const SHARE = 0.02;

/** Whether readers notice that what they read is being refreshed. */
export const detalleDuranteRefresco: Measurement = {
  id: 'detalle_durante_refresco',
  description: 'p95 del detalle mientras se refresca el mes que se lee ÷ sin refresco',
  target: { atMost: 1.3 },
  async run(bench: Bench): Promise<Figure> {
    const stack = await Stack.create(bench, 'durante', await historyTemplate(bench, wholeHistory(bench)));
    await stack.start('api');
    const pool = openPool(bench.cleanup, stack);
    const month = (await newestMonths(pool, 2)).at(-1) as string;
    const paths = (await pickCodigos(pool, 5_000, month)).map(detailOf);
    const read = async () => {
      const pace = { perSecond: PER_SECOND, ms: bench.rapid ? 2_000 : 10_000 };
      return percentile(await atPace(stack.url, paths, pace), 0.95) as number;
    };
    let refreshes = 0;
    const figure = await takePairs(bench, {
      subject: {
        name: 'p95 durante el refresco',
        async take() {
          let reading = true;
          const refreshing = (async () => {
            for (; reading; refreshes += 1) {
              await changeSome(pool, month);
              await refreshReadModel(pool, DETALLE);
            }
          })();
          const p95 = await read();
          reading = false;
          await refreshing;
          return p95;
        },
      },
      baseline: {
        name: 'p95 sin refresco',
        async take() {
          await changeSome(pool, month);
          return read();
        },
      },
      unit: 'ms',
    });
    await pool.end();
    await stack.close();
    return {
      ...figure,
      notes: [
        ...figure.notes,
        `${PER_SECOND} lecturas por segundo a ritmo fijo, de envíos de ese mes; un refresco tras otro (${refreshes}), ` +
          `cada uno con ${SHARE * 100} % del mes cambiado, como también sin refresco; el worker no corre`,
      ],
    };
  },
};

async function changeSome(pool: pg.Pool, month: string): Promise<void> {
  const envios = await pickEnvios(pool, month, { share: SHARE });
  await change(
    pool,
    envios.map(({ id }) => id),
  );
}
