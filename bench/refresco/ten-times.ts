import { refreshReadModel } from '../../src/platform/read-models/refresh.js';
import { historyTemplate, type HistorySize, tenthOf, wholeHistory } from '../harness/history.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { takePairs } from '../harness/pairs.js';
import { Stack } from '../harness/stack.js';
import { count } from '../../tools/runtime/numbers.js';
import { change, DETALLE, newestMonths, openPool, pickEnvios, timed } from './changes.js';

const HOT = 2;
const SHARE = 0.05;

/** Whether a refresh of what is hot costs more when there is more behind it. */
export const refresco10x: Measurement = {
  id: 'refresco_10x',
  description: 'refresco de los meses calientes con 10 veces más historia ÷ con una parte',
  target: { atMost: 1.2 },
  async run(bench: Bench): Promise<Figure> {
    const size = wholeHistory(bench);
    const long = await openHistory(bench, 'diez', size);
    const short = await openHistory(bench, 'una', tenthOf(size));
    const figure = await takePairs(bench, {
      subject: { name: `con ${count(size.envios)} envíos`, take: long.refresh },
      baseline: { name: `con ${count(tenthOf(size).envios)} envíos`, take: short.refresh },
      unit: 'ms',
    });
    await Promise.all([long.close(), short.close()]);
    return {
      ...figure,
      notes: [
        ...figure.notes,
        `los ${HOT} meses más nuevos, los mismos en ambas, con ${SHARE * 100} % cambiado`,
      ],
    };
  },
};

async function openHistory(bench: Bench, name: string, size: HistorySize) {
  const stack = await Stack.create(bench, name, await historyTemplate(bench, size));
  const pool = openPool(bench.cleanup, stack);
  const months = await newestMonths(pool, HOT);
  return {
    async refresh() {
      for (const month of months) {
        const envios = await pickEnvios(pool, month, { share: SHARE });
        await change(
          pool,
          envios.map(({ id }) => id),
        );
      }
      return timed(() => refreshReadModel(pool, DETALLE));
    },
    async close() {
      await pool.end();
      await stack.close();
    },
  };
}
