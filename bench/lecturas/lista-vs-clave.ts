import { say } from '../../scripts/lib/terminal.mjs';
import { historyTemplate, wholeHistory } from '../harness/history.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { Stack } from '../harness/stack.js';
import { change, newestMonths, openPool, pickEnvios } from '../refresco/changes.js';
import { count, decimal } from '../runtime/numbers.js';
import { percentile } from '../runtime/statistics.js';
import { detailOf, pickCodigos } from './codigos.js';
import { COMBINED, type Filters, listOf, makeFilters } from './filters.js';
import { oneByOne } from './latency.js';
import { explainRequest } from './plan.js';

const TARGET = 5;
const DELTA_ROWS = 10_000;

/** Whether every list is as quick as looking something up. */
export const listaVsClave: Measurement = {
  id: 'lista_vs_clave',
  description: 'p95 de la primera página de cada filtro ÷ p95 de una lectura por clave; el peor de todos',
  target: { atMost: TARGET },
  async run(bench: Bench): Promise<Figure> {
    const size = wholeHistory(bench);
    const stack = await Stack.create(bench, 'listas', await historyTemplate(bench, size));
    const pool = openPool(bench.cleanup, stack);
    const filters = await makeFilters(pool);
    const delta = bench.rapid ? DELTA_ROWS / 50 : DELTA_ROWS;
    for (const month of await newestMonths(pool, 4)) {
      const envios = await pickEnvios(pool, month, { count: delta / 4 });
      await change(
        pool,
        envios.map(({ id }) => id),
      );
    }
    await pool.query('ANALYZE delta_envios_detalle');
    await stack.start('api');
    const times = bench.rapid ? 20 : 200;
    const codigos = (await pickCodigos(pool, times * 2)).map(detailOf);
    await oneByOne(stack.url, codigos.slice(times));
    const clave = percentile(await oneByOne(stack.url, codigos.slice(0, times)), 0.95) as number;
    const ratios = await measureLists(stack, filters, times, clave);
    const singles = Object.entries(ratios).filter(([name]) => !COMBINED.includes(name));
    for (const [name, ratio] of singles.filter(([, ratio]) => ratio > TARGET).slice(0, 3)) {
      say(`  ${name} no llega: ${decimal(ratio, 1)}`);
      await explainRequest(bench, stack, listOf(filters[name]?.[0] ?? ''));
    }
    await pool.end();
    await stack.close();
    return {
      value: Math.max(...singles.map(([, ratio]) => ratio)),
      unit: 'ratio',
      behind: { 'lectura por clave, p95 (ms)': clave, ...ratios },
      notes: [
        `${count(size.envios)} envíos en ${size.months} meses, ${count(delta)} filas en el delta de los 4 últimos; ` +
          `por HTTP, una solicitud tras otra, ${times} por filtro, con valores distintos; páginas de 50`,
        `combinaciones de filtros, que no cuentan: ${COMBINED.join('; ')}`,
      ],
    };
  },
};

/** The p95 of each filter's first pages, over that of a read by key. */
export async function measureLists(
  stack: Stack,
  filters: Filters,
  times: number,
  clave: number,
): Promise<Record<string, number>> {
  const ratios: Record<string, number> = {};
  for (const [name, queries] of Object.entries(filters)) {
    const paths = Array.from({ length: times }, (_, turn) =>
      listOf(queries[turn % queries.length] as string),
    );
    await oneByOne(stack.url, paths.slice(0, Math.min(queries.length, times)));
    const p95 = percentile(await oneByOne(stack.url, paths), 0.95) as number;
    ratios[name] = p95 / clave;
    say(`  ${name.padEnd(26)} p95 ${decimal(p95, 1).padStart(7)} ms   ÷ clave = ${decimal(p95 / clave, 2)}`);
  }
  return ratios;
}
