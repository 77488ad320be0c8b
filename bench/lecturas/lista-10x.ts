import { historyTemplate, type HistorySize, tenthOf, wholeHistory } from '../harness/history.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { takePairs } from '../harness/pairs.js';
import { Stack } from '../harness/stack.js';
import { openPool } from '../refresco/changes.js';
import { count } from '../../tools/runtime/numbers.js';
import { percentile } from '../../tools/runtime/statistics.js';
import { type Filters, listOf, makeFilters } from './filters.js';
import { oneByOne } from './latency.js';

/** Filters whose first page is filled by the last months, as that of a work list is. */
const HOT = [
  'sin filtro',
  'estado, uno',
  'estado, varios',
  'cliente, grande',
  'transportista',
  'centro',
  'region',
  'última traza, una hora',
  'atrasado',
  'sin movimiento',
  'q, un nombre',
  'orden última traza',
  'cliente y estado',
  'transportista, atrasado',
];

/** Whether a list is slower because there is more behind it. */
export const lista10x: Measurement = {
  id: 'lista_10x',
  description: 'p95 de las listas de trabajo con 10 veces más historia ÷ con una parte',
  target: { atMost: 1.3 },
  async run(bench: Bench): Promise<Figure> {
    const size = wholeHistory(bench);
    const long = await openLists(bench, 'diez', size);
    const short = await openLists(bench, 'una', tenthOf(size));
    const figure = await takePairs(bench, {
      subject: { name: `p95 con ${count(size.envios)} envíos`, take: long.read },
      baseline: { name: `p95 con ${count(tenthOf(size).envios)} envíos`, take: short.read },
      unit: 'ms',
    });
    const each = HOT.map((name) => [name, long.p95Of(name) / short.p95Of(name)]);
    await Promise.all([long.close(), short.close()]);
    return {
      ...figure,
      behind: { ...figure.behind, ...Object.fromEntries(each) },
      notes: [
        ...figure.notes,
        `primeras páginas de ${HOT.length} filtros, todos por igual; los últimos meses son los mismos`,
      ],
    };
  },
};

async function openLists(bench: Bench, name: string, size: HistorySize) {
  const stack = await Stack.create(bench, `lista_${name}`, await historyTemplate(bench, size));
  const pool = openPool(bench.cleanup, stack);
  const filters: Filters = await makeFilters(pool);
  await stack.start('api');
  const times = bench.rapid ? 5 : 30;
  const seen = new Map<string, number[]>();
  return {
    async read() {
      const all: number[] = [];
      for (const filter of HOT) {
        const queries = filters[filter] as string[];
        const paths = Array.from({ length: times }, (_, turn) =>
          listOf(queries[turn % queries.length] as string),
        );
        const latencies = await oneByOne(stack.url, paths);
        seen.set(filter, [...(seen.get(filter) ?? []), ...latencies]);
        all.push(...latencies);
      }
      return percentile(all, 0.95) as number;
    },
    p95Of: (filter: string) => percentile(seen.get(filter) ?? [], 0.95) ?? NaN,
    async close() {
      await pool.end();
      await stack.close();
    },
  };
}
