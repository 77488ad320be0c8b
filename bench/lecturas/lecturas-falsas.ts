import type pg from 'pg';
import { say } from '../../scripts/lib/terminal.mjs';
import { historyTemplate } from '../harness/history.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { Stack } from '../harness/stack.js';
import { openPool } from '../refresco/changes.js';
import { count } from '../../tools/runtime/numbers.js';
import { Checker } from './checker.js';

const CHECKERS = 4;
const MINUTES = 10;
const SHOW_EVERY_MS = 30_000;

// Of some envíos of a month, in one statement and so at one instant: rows that vista shows otherwise than def has them.
const COMPARE = `
  WITH algunos AS (SELECT id FROM envios WHERE mes_de(id) = $1 ORDER BY random() LIMIT 200),
       vista AS (SELECT to_jsonb(v) - 'mes' - 'fuente' AS fila FROM vista_envios_detalle v
                 WHERE mes = $1 AND id = ANY (ARRAY(SELECT id FROM algunos))),
       def AS (SELECT to_jsonb(d) AS fila FROM def_envios_detalle d WHERE id = ANY (ARRAY(SELECT id FROM algunos)))
  SELECT (SELECT count(*) FROM (SELECT fila FROM vista EXCEPT ALL SELECT fila FROM def) x)
       + (SELECT count(*) FROM (SELECT fila FROM def EXCEPT ALL SELECT fila FROM vista) x) AS wrong,
         (SELECT count(*) FROM def) AS compared`;

/** Whether anybody ever reads what is not so. */
export const lecturasFalsas: Measurement = {
  id: 'lecturas_falsas',
  description: 'lecturas viejas o falsas junto a escritores y refrescos',
  target: { atMost: 0 },
  async run(bench: Bench): Promise<Figure> {
    const size = bench.rapid ? { envios: 2_000, months: 2 } : { envios: 100_000, months: 3 };
    const stack = await Stack.create(bench, 'falsas', await historyTemplate(bench, size));
    const pool = openPool(bench.cleanup, stack);
    await stack.start('api');
    // Refreshed as often as can be, whatever has changed: that is when a read could go wrong.
    await stack.start('worker', { TRAZO_REFRESCO_SEGUNDOS: '1', TRAZO_REFRESCO_PORCENTAJE: '0' });
    const deadline = performance.now() + (bench.rapid ? 15_000 : MINUTES * 60_000);
    const running = () => performance.now() < deadline;
    const checkers = Array.from(
      { length: CHECKERS },
      (_, index) => new Checker(stack.url, bench.seed + index),
    );
    const compared = { rows: 0, wrong: 0 };
    const progress = setInterval(() => say(`  ${describe(checkers, compared.rows)}`), SHOW_EVERY_MS);
    await Promise.all([
      ...checkers.map((checker) => checker.run(running)),
      compareWhile(pool, running, compared),
    ]).finally(() => clearInterval(progress));
    const { rows } = await pool.query<{ refreshes: number }>(
      `SELECT count(*) AS refreshes FROM ejecuciones WHERE tipo = 'refresco' AND estado = 'completada'`,
    );
    await pool.end();
    await stack.close();
    const wrong = checkers.flatMap((checker) => checker.wrong);
    return {
      value: wrong.length + compared.wrong,
      unit: 'fallas',
      behind: {
        'trazas escritas': total(checkers, 'written'),
        'lecturas por HTTP comprobadas': total(checkers, 'reads'),
        'filas de vista comparadas con def': compared.rows,
        'de ellas, distintas': compared.wrong,
        'refrescos con algo que hacer': rows[0]?.refreshes ?? 0,
      },
      notes: [
        `${CHECKERS} escritores que leen el detalle y la lista de lo suyo en cuanto su recibo está completo, y otra vez ` +
          `después; ${count(size.envios)} envíos; un refresco por segundo`,
        ...wrong.slice(0, 10),
      ],
    };
  },
};

const total = (checkers: readonly Checker[], what: 'written' | 'reads') =>
  checkers.reduce((sum, checker) => sum + checker[what], 0);

const describe = (checkers: readonly Checker[], rows: number) =>
  `${count(total(checkers, 'written'))} trazas, ${count(total(checkers, 'reads'))} lecturas, ${count(rows)} filas comparadas, ` +
  `${checkers.flatMap(({ wrong }) => wrong).length} falsas`;

async function compareWhile(
  pool: pg.Pool,
  running: () => boolean,
  compared: { rows: number; wrong: number },
): Promise<void> {
  const { rows: months } = await pool.query<{ mes: string }>(`SELECT mes::text FROM periodos ORDER BY mes`);
  for (let turn = 0; running(); turn += 1) {
    const month = months[turn % months.length]?.mes;
    const { rows } = await pool.query<{ wrong: number; compared: number }>(COMPARE, [month]);
    compared.rows += rows[0]?.compared ?? 0;
    compared.wrong += rows[0]?.wrong ?? 0;
  }
}
