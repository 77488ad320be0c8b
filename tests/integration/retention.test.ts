import { CommandBus } from '@nestjs/cqrs';
import { DropExpiredCommand } from '../../src/commands/trazas/drop-expired.command.js';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import type { Tanda } from '../../src/modules/trazas/domain/tanda.js';
import { capturaIdOf } from '../../src/modules/trazas/captura-id.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

const HOUR = 3_600_000;

let stack: Stack;
let codigo: string;
beforeAll(async () => {
  stack = await startStack({ worker: false, env: { TRAZO_RECIBOS_HORAS: '50' } });
  codigo = (await stack.given.envio()).codigo;
});
afterAll(() => stack.close());

/** A tanda of one traza that was taken in and stored so many hours ago. */
async function stored(hoursAgo: number, appliedHoursAgo = hoursAgo, code = codigo) {
  const at = new Date(Date.now() - hoursAgo * HOUR);
  const tanda: Tanda = {
    id: uuidV7(at),
    sal: 7,
    recibidaEn: at.toISOString(),
    trazas: [stack.given.traza(code, { ocurridoEn: at.toISOString() })],
  };
  await stack.get(CommandBus).execute(new StoreTandaCommand(tanda));
  await stack.pool.query(`UPDATE tandas SET aplicada_en = now() - make_interval(hours => $2) WHERE id = $1`, [
    tanda.id,
    appliedHoursAgo,
  ]);
  return tanda;
}
const statusOf = async ({ id, sal }: Tanda) => {
  const capturaId = capturaIdOf({ tandaId: id, from: 0, count: 1 }, sal);
  return (await stack.http.get(`/v1/capturas/${capturaId}`)).status;
};
const drop = () => stack.get(CommandBus).execute(new DropExpiredCommand());

test('receipts are kept as long as configured, from when they were written; the trazas stay', async () => {
  const old = await stored(51);
  const young = await stored(49);
  const slow = await stored(51, 1);
  const waiting = await stored(51, 51, (await stack.given.codigos(1))[0]);
  expect(await drop()).toBe(1);
  expect(await drop()).toBe(0);
  expect(await Promise.all([old, young, slow, waiting].map(statusOf))).toEqual([404, 200, 200, 200]);
  expect((await stack.given.detalle(codigo)).totalTrazas).toBe(3);
});

test('a tanda whose receipt is gone stores nothing anew when it comes once more', async () => {
  const tanda = await stored(60);
  await drop();
  const before = (await stack.given.detalle(codigo)).totalTrazas;
  await stack.get(CommandBus).execute(new StoreTandaCommand(tanda));
  const { rows } = await stack.pool.query('SELECT resultados FROM tandas WHERE id = $1', [tanda.id]);
  expect(rows).toEqual([{ resultados: 'd' }]);
  expect((await stack.given.detalle(codigo)).totalTrazas).toBe(before);
});

test('idempotency keys go after a day', async () => {
  const create = (key: string) =>
    stack.http.post('/v1/clientes', { nombre: 'X' }, { 'idempotency-key': key });
  await Promise.all([create('vieja'), create('nueva')]);
  await stack.pool.query(
    `UPDATE claves_idempotencia SET creada_en = now() - interval '24 hours' WHERE clave = 'vieja'`,
  );
  expect(await drop()).toBe(1);
  const { rows } = await stack.pool.query('SELECT clave FROM claves_idempotencia');
  expect(rows).toEqual([{ clave: 'nueva' }]);
});

test('many go in batches, by the worker itself', async () => {
  await stack.pool.query(`
    INSERT INTO tandas (id, sal, recibida_en, aplicada_en, ids_evento, resultados)
    SELECT overlay(uuid_desde(t)::text PLACING to_char(n, 'FM000000000000') FROM 25)::uuid, 1, t, t,
           ARRAY[gen_random_uuid()], 'a'
    FROM (SELECT n, now() - interval '90 hours' AS t FROM generate_series(1, 2500) n) s`);
  expect(await drop()).toBe(1_000);
  await stack.startWorker();
  await poll('the worker to drop the rest', async () => {
    const { rows } = await stack.pool.query<{ count: number }>(
      `SELECT count(*) FROM tandas WHERE aplicada_en < now() - interval '80 hours'`,
    );
    return rows[0]?.count === 0;
  });
});
