import { say } from '../../scripts/lib/terminal.mjs';
import { historyTemplate, wholeHistory } from '../harness/history.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { Stack } from '../harness/stack.js';
import { change, newestMonths, openPool, pickEnvios } from '../refresco/changes.js';
import { count, decimal } from '../../tools/runtime/numbers.js';
import { percentile } from '../../tools/runtime/statistics.js';
import { detailOf, pickCodigos } from './codigos.js';
import { COMBINED, type Filters, listOf, makeFilters } from './filters.js';
import { oneByOne } from './latency.js';
import { explainRequest } from './plan.js';

const TARGET = 5;
const DELTA_ROWS = 10_000;
/** Requests of one kind before the other has its turn. */
const TURN = 20;

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
    const keys = (await pickCodigos(pool, times * Object.keys(filters).length)).map(detailOf);
    const { ratios, key } = await measureLists(stack, filters, keys);
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
      behind: { 'lectura por clave, p95 (ms)': key, ...ratios },
      notes: [
        `${count(size.envios)} envíos en ${size.months} meses, ${count(delta)} filas en el delta de los 4 últimos; ` +
          `por HTTP, una solicitud tras otra, ${times} por filtro, con valores distintos, y otras tantas lecturas por clave, ` +
          `de envíos al azar, entre medias; páginas de 50`,
        `combinaciones de filtros, que no cuentan: ${COMBINED.join('; ')}`,
      ],
    };
  },
};

/** The p95 of each filter's first pages, over that of as many reads by key in turns with them. */
async function measureLists(stack: Stack, filters: Filters, keys: readonly string[]) {
  const ratios: Record<string, number> = {};
  const all: number[] = [];
  const times = keys.length / Object.keys(filters).length;
  for (const [index, [name, queries]] of Object.entries(filters).entries()) {
    const paths = Array.from({ length: times }, (_, turn) =>
      listOf(queries[turn % queries.length] as string),
    );
    const own = keys.slice(index * times, (index + 1) * times);
    await oneByOne(stack.url, paths.slice(0, queries.length));
    const [lists, reads]: [number[], number[]] = [[], []];
    for (let at = 0; at < times; at += TURN) {
      lists.push(...(await oneByOne(stack.url, paths.slice(at, at + TURN))));
      reads.push(...(await oneByOne(stack.url, own.slice(at, at + TURN))));
    }
    all.push(...reads);
    const [list, key] = [lists, reads].map((latencies) => percentile(latencies, 0.95)) as [number, number];
    ratios[name] = list / key;
    say(`  ${name.padEnd(26)} p95 ${decimal(list, 1)} ÷ ${decimal(key, 1)} ms = ${decimal(list / key, 2)}`);
  }
  return { ratios, key: percentile(all, 0.95) as number };
}
