import { CommandBus } from '@nestjs/cqrs';
import { readOrders } from '../../tools/replay/order.js';
import { silent } from '../../tools/replay/progress.js';
import { replay } from '../../tools/replay/replay.js';
import { HOUSE_KEY } from '../../tools/runtime/house-key.js';
import { ArchiveDueCommand } from '../../src/commands/archivo/archive-due.command.js';
import { RestoreMonthCommand } from '../../src/commands/archivo/restore-month.command.js';
import { UNATTENDED } from '../../src/modules/archivo/run/archive-run.js';
import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import { REAL_ORDERS } from '../support/real-orders.js';
import { type Stack, startStack } from '../support/stack.js';
import { monthOfText } from '../../src/platform/database/month.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_ARCHIVO_MESES: '36', TRAZO_ARCHIVO_GRACIA_DIAS: '0' } });
  const orders = await readOrders(REAL_ORDERS);
  const options = {
    token: async () => HOUSE_KEY,
    seed: 1,
    perRequest: 100,
    atOnce: 3,
    rate: Infinity,
    patienceMs: 60_000,
  };
  const { mismatches } = await replay(orders, { ...options, url: stack.http.url }, silent);
  expect(mismatches).toEqual([]);
}, 600_000);
afterAll(() => stack.close());

/** Every envío as the API answers it, and where from. */
async function everything() {
  const { rows } = await stack.pool.query<{ codigo: string }>(
    'SELECT codigo FROM codigos_envio ORDER BY codigo',
  );
  const envios: Omit<EnvioDetalle, 'fuente'>[] = [];
  const fuentes: Record<string, number> = {};
  for (const { codigo } of rows) {
    const { fuente, ...envio } = await stack.given.detalle(codigo);
    envios.push(envio);
    fuentes[fuente] = (fuentes[fuente] ?? 0) + 1;
  }
  return { envios, fuentes };
}

const count = async (sql: string) =>
  (await stack.pool.query<{ count: number }>(`SELECT count(*)::integer FROM ${sql}`)).rows[0]?.count;

const DIFFERENCES = `(
  WITH vista AS (SELECT to_jsonb(v) - 'mes' - 'fuente' AS fila FROM vista_envios_detalle v),
       def AS (SELECT to_jsonb(d) AS fila FROM def_envios_detalle d)
  (SELECT fila FROM vista EXCEPT ALL SELECT fila FROM def) UNION ALL (SELECT fila FROM def EXCEPT ALL SELECT fila FROM vista)) x`;

test('real orders, all of them old: archived, each one read as before, restored, and equal to the definition', async () => {
  const commands = stack.get(CommandBus);
  const before = await everything();
  const trazas = await count('trazas');
  const closed = await count('vista_envios_detalle WHERE es_terminal(estado)');
  expect(closed).toBeGreaterThan(0);

  const result = await commands.execute(new ArchiveDueCommand(UNATTENDED));
  expect(result?.detenidos).toEqual([]);
  const archived = await everything();
  expect(archived.fuentes['archivo']).toBe(closed);
  expect(archived.envios).toEqual(before.envios);
  expect(await count('envios')).toBe(before.envios.length - (closed ?? 0));
  expect(await count('vista_envios_detalle WHERE es_terminal(estado)')).toBe(0);
  expect(await count(DIFFERENCES)).toBe(0);

  const months = (result?.avanzados ?? []).map(({ mes }) => mes);
  for (const mes of months) await commands.execute(new RestoreMonthCommand(monthOfText(mes)));
  const restored = await everything();
  expect(restored.fuentes['archivo']).toBeUndefined();
  expect(restored.envios).toEqual(before.envios);
  expect([await count('envios'), await count('trazas')]).toEqual([before.envios.length, trazas]);
  expect(await count(DIFFERENCES)).toBe(0);
}, 600_000);
