import type { Month } from '../../src/platform/database/month.js';
import { baseName } from '../../src/platform/read-models/ddl.js';
import { refreshReadModel, refreshView } from '../../src/platform/read-models/refresh.js';
import { withConnection } from '../../src/platform/database/transaction.js';
import { historyTemplate, wholeHistory } from '../harness/history.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { takePairs } from '../harness/pairs.js';
import { Stack } from '../harness/stack.js';
import { change, DETALLE, newestMonths, openPool, pickEnvios, timed } from './changes.js';

const SHARE = 0.01;

/** What it takes to show a change, over refreshing the month it is in. */
export const visible1pct: Measurement = {
  id: 'visible_1pct',
  description: 'hacer visible una traza más del 1 % de los envíos de un mes ÷ REFRESH de ese mes',
  target: { atMost: 0.05 },
  async run(bench: Bench): Promise<Figure> {
    const stack = await Stack.create(
      bench,
      'uno_por_ciento',
      await historyTemplate(bench, wholeHistory(bench)),
    );
    const pool = openPool(bench.cleanup, stack);
    // The newest one may have only begun.
    const month = (await newestMonths(pool, 2)).at(-1) as Month;
    let changed = 0;
    const figure = await takePairs(bench, {
      subject: {
        name: 'visible',
        async take() {
          const ids = (await pickEnvios(pool, month, { share: SHARE })).map(({ id }) => id);
          changed = ids.length;
          return timed(() => change(pool, ids));
        },
      },
      baseline: {
        name: 'REFRESH CONCURRENTLY del mes',
        async take() {
          const ms = await withConnection(pool, (client) =>
            timed(() => refreshView(client, baseName(DETALLE, month))),
          );
          await refreshReadModel(pool, DETALLE);
          return ms;
        },
      },
      unit: 'ms',
    });
    await pool.end();
    await stack.close();
    const how = `${changed} envíos del mes ${month.slice(0, 7)}, en transacciones de 500, con su traza`;
    return { ...figure, notes: [...figure.notes, how] };
  },
};
