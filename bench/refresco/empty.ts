import { refreshReadModel } from '../../src/platform/read-models/refresh.js';
import { historyTemplate, wholeHistory } from '../harness/history.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { Stack } from '../harness/stack.js';
import { count } from '../../tools/runtime/numbers.js';
import { median, percentile } from '../../tools/runtime/statistics.js';
import { DETALLE, openPool, timed } from './changes.js';

const TIMES = 200;

/** What a refresh costs when there is nothing to do, which is how it is most of the time. */
export const refrescoVacio: Measurement = {
  id: 'refresco_vacio_ms',
  description: 'un refresco sin nada que refrescar, en milisegundos (mediana)',
  target: { atMost: 10 },
  async run(bench: Bench): Promise<Figure> {
    const size = wholeHistory(bench);
    const stack = await Stack.create(bench, 'vacio', await historyTemplate(bench, size));
    const pool = openPool(bench.cleanup, stack);
    const times: number[] = [];
    for (let turn = 0; turn < TIMES; turn += 1)
      times.push(await timed(() => refreshReadModel(pool, DETALLE)));
    await pool.end();
    await stack.close();
    return {
      value: median(times),
      unit: 'ms',
      behind: { 'p95 (ms)': percentile(times, 0.95) ?? NaN, 'la peor (ms)': Math.max(...times) },
      notes: [`${count(TIMES)} veces, ${count(size.envios)} envíos en ${size.months} meses`],
    };
  },
};
