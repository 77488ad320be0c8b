import type pg from 'pg';
import type { Month } from '../../src/platform/database/month.js';
import { baseName } from '../../src/platform/read-models/ddl.js';
import { refreshReadModel, refreshView } from '../../src/platform/read-models/refresh.js';
import { withConnection } from '../../src/platform/database/transaction.js';
import { step } from '../../scripts/lib/terminal.mjs';
import { historyTemplate, wholeHistory } from '../harness/history.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { Stack } from '../harness/stack.js';
import { count } from '../../tools/runtime/numbers.js';
import { change, DETALLE, newestMonths, openPool, pickEnvios, timed } from './changes.js';

const CHANGED = 10_000;
const MINUTE_S = 60;

/** What a reader of the literature would build: one materialized view of everything, refreshed every minute. */
export const disenoSimple: Measurement = {
  id: 'diseno_simple',
  description:
    'refrescar una sola vista de todo ÷ refrescar los meses que cambiaron, tras los mismos cambios',
  target: null,
  async run(bench: Bench): Promise<Figure> {
    const size = wholeHistory(bench);
    const stack = await Stack.create(bench, 'simple', await historyTemplate(bench, size));
    const pool = openPool(bench.cleanup, stack);
    const months = await newestMonths(pool, 2);
    await step('Construyendo la vista única', () => buildPlain(pool, months[0] as Month));

    const visible = await timed(async () => {
      for (const month of months) {
        const envios = await pickEnvios(pool, month, {
          count: (bench.rapid ? 500 : CHANGED) / months.length,
        });
        await change(
          pool,
          envios.map(({ id }) => id),
        );
      }
    });
    const ours = await step('Refrescando los meses que cambiaron', () =>
      timed(() => refreshReadModel(pool, DETALLE)),
    );
    const plain = await step('Refrescando la vista única', () =>
      withConnection(pool, (client) => timed(() => refreshView(client, 'vm_todo'))),
    );
    await pool.end();
    await stack.close();
    const [plainS, oursS] = [plain / 1_000, ours / 1_000];
    return {
      value: plain / ours,
      unit: 'ratio',
      behind: {
        'vista única: un refresco (s)': plainS,
        'los meses que cambiaron (s)': oursS,
        'vista única: lo más viejo que se lee (s)': Math.max(MINUTE_S, plainS) + plainS,
        'esta: lo más viejo que se lee (s)': 0,
        'guardar esos cambios y hacerlos visibles (s)': visible / 1_000,
      },
      notes: [
        `${count(size.envios)} envíos en ${size.months} meses; ${count(CHANGED)} cambiados en los ${months.length} meses más nuevos`,
        'la vista única se refresca cada minuto, o sin parar si no le alcanza; lo que se lee puede faltar desde que ' +
          'empezó el refresco anterior hasta que termina el siguiente',
        'los meses incluyen sus cifras (vm_kpi_diario) y el VACUUM que les toque; la vista única, nada de eso',
      ],
    };
  },
};

/** With the same indexes as a month has. */
async function buildPlain(pool: pg.Pool, month: Month): Promise<void> {
  const LIMIT = { query_timeout: 3_600_000 };
  await pool.query({
    text: `CREATE MATERIALIZED VIEW vm_todo AS SELECT * FROM def_${DETALLE.name}`,
    ...LIMIT,
  });
  const { rows } = await pool.query<{ sql: string }>(
    `SELECT replace(pg_get_indexdef(indexrelid), $1, 'vm_todo') AS sql FROM pg_index WHERE indrelid = $1::regclass`,
    [baseName(DETALLE, month)],
  );
  for (const { sql } of rows) await pool.query({ text: sql.replace(/INDEX \S+ ON/, 'INDEX ON'), ...LIMIT });
  await pool.query({ text: 'ANALYZE vm_todo', ...LIMIT });
}
