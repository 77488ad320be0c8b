import { say } from '../../scripts/lib/terminal.mjs';
import type { Month } from '../../src/platform/database/month.js';
import { baseName } from '../../src/platform/read-models/ddl.js';
import { refreshReadModel } from '../../src/platform/read-models/refresh.js';
import { historyTemplate } from '../harness/history.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { Stack } from '../harness/stack.js';
import { count, decimal } from '../../tools/runtime/numbers.js';
import { change, DETALLE, newestMonths, openPool, pickEnvios } from './changes.js';

const SHARE = 0.05;
const MIB = 2 ** 20;

/** Whether a base keeps its size though it is refreshed all the time. */
export const baseHinchazon: Measurement = {
  id: 'base_hinchazon',
  description: 'tamaño de la base de un mes tras 200 refrescos con cambios ÷ recién construida',
  target: { atMost: 1.5 },
  async run(bench: Bench): Promise<Figure> {
    const cycles = bench.rapid ? 30 : 200;
    const size = bench.rapid ? { envios: 2_000, months: 2 } : { envios: 10_000, months: 2 };
    const stack = await Stack.create(bench, 'hinchazon', await historyTemplate(bench, size));
    const pool = openPool(bench.cleanup, stack);
    const month = (await newestMonths(pool, 2)).at(-1) as Month;
    const base = baseName(DETALLE, month);
    const bytes = async () => {
      const { rows } = await pool.query<{ bytes: number }>(
        `SELECT pg_total_relation_size('${base}') AS bytes`,
      );
      return rows[0]?.bytes ?? NaN;
    };
    const before = await bytes();
    let most = before;
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      const envios = await pickEnvios(pool, month, { share: SHARE });
      await change(
        pool,
        envios.map(({ id }) => id),
      );
      await refreshReadModel(pool, DETALLE);
      most = Math.max(most, await bytes());
      if (cycle % (cycles / 10) === 0) say(`  ${cycle} refrescos: ${decimal((await bytes()) / MIB, 1)} MiB`);
    }
    const after = await bytes();
    // The same rows, with the same histories by now, written anew.
    await pool.query(`REFRESH MATERIALIZED VIEW ${base}`);
    const fresh = await bytes();
    const { rows } = await pool.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${base}`);
    await pool.end();
    await stack.close();
    return {
      value: after / fresh,
      unit: 'ratio',
      behind: {
        'tras los refrescos (MiB)': after / MIB,
        'lo más que llegó a ser (MiB)': most / MIB,
        'recién construida (MiB)': fresh / MIB,
        'antes de todos (MiB)': before / MIB,
      },
      notes: [
        `${cycles} refrescos de un mes de ${count(rows[0]?.rows ?? 0)} envíos, cada uno con ${SHARE * 100} % cambiado; ` +
          'vistas con sus índices; sin más VACUUM que el del propio refresco y el autovacuum',
      ],
    };
  },
};
