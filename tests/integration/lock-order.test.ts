import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import type { TrazaPosted } from '../../src/modules/trazas/domain/tanda.js';
import type { Reproceso } from '../../src/modules/trazas/rechazo.dto.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());

async function deadlocks(): Promise<number> {
  await stack.pool.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await stack.pool.query<{ deadlocks: number }>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return rows[0]!.deadlocks;
}

test('finding 37: rechazos are tried again beside a second delivery of their tanda, and neither waits in a circle', async () => {
  const before = await deadlocks();
  for (let round = 0; round < 4; round += 1) {
    const envios = await stack.given.envios(120);
    const trazas = envios.map(
      ({ codigo }) => stack.given.traza(codigo, { lugar: 'imposible' }) as unknown as TrazaPosted,
    );
    const tanda = { id: uuidV7(), sal: 7, recibidaEn: new Date().toISOString(), trazas };
    const store = () => stack.get(CommandBus).execute(new StoreTandaCommand(tanda));
    await stack.pool.query(
      `ALTER TABLE trazas ADD CONSTRAINT de_prueba CHECK (lugar <> 'imposible') NOT VALID`,
    );
    await store();
    await stack.pool.query('ALTER TABLE trazas DROP CONSTRAINT de_prueba');
    const reprocess = () => stack.http.post<Reproceso>('/v1/rechazos/reproceso', {});
    const discard = async () => {
      const { body } = await stack.http.get<{ datos: { id: string }[] }>(
        '/v1/rechazos?estado=abierto&limit=5',
      );
      return Promise.all(body.datos.map(({ id }) => stack.http.delete(`/v1/rechazos/${id}?motivo=prueba`)));
    };
    const [discarded, first, second] = await Promise.all([
      discard(),
      reprocess(),
      reprocess(),
      store(),
      store(),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(discarded.filter(({ status }) => status >= 500)).toEqual([]);
    const { rows } = await stack.pool.query(
      `SELECT (SELECT count(*)::int FROM trazas WHERE lugar = 'imposible') AS stored,
              (SELECT count(*)::int FROM rechazos WHERE estado = 'abierto') AS open`,
    );
    expect(rows).toEqual([{ stored: 120 * (round + 1), open: 0 }]);
  }
  expect(await deadlocks()).toBe(before);
}, 60_000);

test('finding 37: a cancellation that cannot be stored is not answered as one', async () => {
  const { codigo } = await stack.given.envio();
  await stack.pool.query(`ALTER TABLE trazas ADD CONSTRAINT de_prueba CHECK (tipo <> 'cancelado') NOT VALID`);
  const cancel = () => stack.http.post(`/v1/envios/${codigo}/cancelacion`, {});
  expect(await cancel()).toMatchObject({ status: 400, body: { errors: [{ code: 'no-se-puede-guardar' }] } });
  expect((await stack.given.detalle(codigo)).estado).toBe('registrado');
  await stack.pool.query('ALTER TABLE trazas DROP CONSTRAINT de_prueba');
  expect(await cancel()).toMatchObject({ status: 200, body: { estado: 'cancelado' } });
});

test('finding 3: a tanda with a poison row locks devices in the order of their ids, as every other one does', async () => {
  const [low, high] = ['00000000-0000-4000-8000-000000000001', 'ffffffff-ffff-4fff-8fff-ffffffffffff'];
  const { codigo } = await stack.given.envio();
  const traza = (fields: Record<string, string>) =>
    stack.given.traza(codigo, fields) as unknown as TrazaPosted;
  const store = (...trazas: TrazaPosted[]) => {
    const tanda = { id: uuidV7(), sal: 7, recibidaEn: new Date().toISOString(), trazas };
    return stack.get(CommandBus).execute(new StoreTandaCommand(tanda));
  };
  await store(traza({ dispositivoId: low }), traza({ dispositivoId: high }));
  const before = await deadlocks();
  const touch = 'UPDATE dispositivos SET total_trazas = total_trazas WHERE id = $1';
  const other = await stack.pool.connect();
  await other.query('BEGIN');
  await other.query(touch, [low]);
  const stored = store(
    traza({ dispositivoId: high }),
    traza({ tipo: 'volando' }),
    traza({ dispositivoId: low }),
  );
  await poll('the tanda to wait for the device', async () => {
    const { rowCount } = await stack.pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rowCount === 1;
  });
  await other.query(touch, [high]);
  await other.query('COMMIT');
  other.release();
  await stored;
  expect(await deadlocks()).toBe(before);
  expect((await stack.given.detalle(codigo)).totalTrazas).toBe(4);
});

test('finding 3: two tandas with a poison row that see the same new devices, the other way round, do not deadlock', async () => {
  const before = await deadlocks();
  const envios = await stack.given.envios(2);
  for (let round = 0; round < 5; round += 1) {
    const devices = Array.from({ length: 60 }, () => randomUUID());
    const tandaOf = (codigo: string, ids: readonly string[]) => {
      const trazas = ids.map((dispositivoId) => stack.given.traza(codigo, { dispositivoId }));
      const rows = trazas.toSpliced(30, 0, stack.given.traza(codigo, { tipo: 'volando' }));
      return {
        id: uuidV7(),
        sal: 7,
        recibidaEn: new Date().toISOString(),
        trazas: rows as unknown as TrazaPosted[],
      };
    };
    const commands = stack.get(CommandBus);
    await Promise.all([
      commands.execute(new StoreTandaCommand(tandaOf(envios[0]!.codigo, devices))),
      commands.execute(new StoreTandaCommand(tandaOf(envios[1]!.codigo, devices.toReversed()))),
    ]);
    const { rows } = await stack.pool.query(
      'SELECT count(*)::int AS devices, sum(total_trazas)::int AS trazas FROM dispositivos WHERE id = ANY ($1)',
      [devices],
    );
    expect(rows).toEqual([{ devices: 60, trazas: 120 }]);
  }
  expect(await deadlocks()).toBe(before);
});
