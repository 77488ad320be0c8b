import { Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { jest } from '@jest/globals';
import { DropExpiredCommand } from '../../src/commands/trazas/drop-expired.command.js';
import type { ListaLectores } from '../../src/modules/lectores/lector.dto.js';
import { Log } from '../../src/platform/log/log.js';
import { type Stack, startStack } from '../support/stack.js';

// The log is kept for 14 days, so a reader is waited for 28.
const NAME = 'prueba-olvidada';

let stack: Stack;
let warned: jest.SpiedFunction<Logger['warn']>;
beforeAll(async () => (stack = await startStack({ worker: false })));
beforeEach(async () => {
  await stack.pool.query('TRUNCATE bitacora, lectores CASCADE');
  warned = jest.spyOn(Logger.prototype, 'warn');
});
afterEach(() => warned.mockRestore());
afterAll(() => stack.close());

/** Writes rows of these ages into the log, and a reader that has read the first `read` of them. */
async function prepare(ages: readonly number[], read: number, stillForDays: number): Promise<void> {
  for (const age of ages)
    await stack.pool.query('INSERT INTO bitacora (creado_en) VALUES (now() - make_interval(days => $1))', [
      age,
    ]);
  await stack.get(Log).numberAll();
  await stack.pool.query(
    `INSERT INTO lectores (nombre, posicion, orden, avanzado_en) VALUES ($1, $2, 1000000, now() - make_interval(days => $3))`,
    [NAME, read, stillForDays],
  );
}

const drop = () => stack.get(CommandBus).execute(new DropExpiredCommand());
const first = async () =>
  (await stack.pool.query<{ n: number }>('SELECT min(posicion) AS n FROM bitacora')).rows[0]!.n;
const reader = async () => {
  const { datos } = (await stack.http.get<ListaLectores>('/v1/lectores')).body;
  return datos.find(({ nombre }) => nombre === NAME);
};
const warnings = () =>
  warned.mock.calls
    .map(([what]) => what as { message?: string })
    .filter(({ message }) => message === 'lector-perdio');

test('a reader that the retention passes is said to have lost something, once', async () => {
  await prepare([40, 35, 30, 1], 1, 39);
  expect(await reader()).toMatchObject({ perdio: 'no' });
  expect(await drop()).toBe(3);
  expect(await first()).toBe(4);
  expect(await reader()).toMatchObject({ perdio: 'si' });
  expect(warnings()).toEqual([{ message: 'lector-perdio', lector: NAME, leidoHasta: 1 }]);
  await stack.pool.query(`UPDATE bitacora SET creado_en = now() - interval '50 days'`);
  await stack.pool.query(`INSERT INTO bitacora DEFAULT VALUES`);
  expect(await drop()).toBe(1);
  expect(warnings()).toHaveLength(1);
  const { rows } = await stack.pool.query('SELECT perdido_hasta AS n FROM lectores');
  expect(rows).toEqual([{ n: 4 }]);
});

test('a reader that has read everything that is dropped has lost nothing', async () => {
  await prepare([40, 30, 1], 2, 39);
  expect(await drop()).toBe(2);
  expect(await reader()).toMatchObject({ perdio: 'no' });
  expect(warnings()).toEqual([]);
});

test('a reader of a quiet log stands still from its first unread row on', async () => {
  await prepare([90, 20, 18, 1], 1, 80);
  expect(await drop()).toBe(1);
  expect(await first()).toBe(2);
  expect(await reader()).toMatchObject({ perdio: 'no' });
});

test('a reader that an operator sets back is waited for', async () => {
  await prepare([40, 35, 30, 1], 4, 39);
  const { status } = await stack.http.post(`/v1/lectores/${NAME}/reenvio`, { desde: '2020-01-01T00:00:00Z' });
  expect(status).toBe(200);
  expect(await drop()).toBe(0);
  expect(await first()).toBe(1);
});
