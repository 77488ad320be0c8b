import { CommandBus } from '@nestjs/cqrs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { PurgeClienteCommand } from '../../src/commands/archivo/purge-cliente.command.js';
import { RestoreMonthCommand } from '../../src/commands/archivo/restore-month.command.js';
import { ArchiveLock } from '../../src/modules/archivo/machine/archive-lock.js';
import { type ArchiveRun, UNATTENDED } from '../../src/modules/archivo/run/archive-run.js';
import { Workbench } from '../../src/modules/archivo/files/workbench.js';
import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { createPool } from '../../src/platform/database/pool.js';
import { ArchiveSleeper } from '../support/archive-sleeper.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0' } })));
afterAll(() => stack.close());

// Every test has months of its own.
let month = 0;
function nextMonth(): string {
  month += 1;
  return `2019-${String(month).padStart(2, '0')}`;
}

/** Envíos of a month that were delivered. */
async function delivered(mes: string, count: number, fields = {}): Promise<string[]> {
  const envios = await stack.given.envios(count, { creadoEn: `${mes}-10T15:00:00.000Z`, ...fields });
  const closed = { tipo: 'entregado', ocurridoEn: `${mes}-12T10:00:00.000Z` };
  await stack.given.applied(envios.map(({ codigo }) => stack.given.traza(codigo, closed)));
  return envios.map(({ codigo }) => codigo);
}
const run = (command: object) => stack.get(CommandBus).execute(command as never);
const archive = (mes: string, by?: ArchiveRun) => run(new ArchiveMonthCommand(monthOfText(mes), by));
const generations = (mes: string) => readdirSync(join(stack.config.TRAZO_ARCHIVO_DIR, 'meses', mes)).sort();
const everything = async (codigos: string[]) => {
  const all = await Promise.all(codigos.map((codigo) => stack.given.detalle(codigo)));
  return all.map(({ fuente: _, ...envio }: EnvioDetalle) => envio);
};

/** A run that does something, or stops, once its log says so. */
const when = (said: string, act: () => Promise<unknown>): ArchiveRun => {
  let acting: Promise<unknown> = Promise.resolve();
  return {
    ...UNATTENDED,
    log: (line) => void (line.includes(said) && (acting = act())),
    checkpoint: async () => void (await acting),
  };
};

const LOCK_HOLDERS = `
  SELECT pg_terminate_backend(pid) FROM pg_locks
  WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (classid::bigint << 32) + objid::bigint = hashtextextended('archivo', 0)`;

test('finding 34: whoever loses the connection that holds the lock is told, and changes nothing after somebody has taken over', async () => {
  const pool = createPool(stack.config.DATABASE_URL, { max: 4, name: 'otro proceso' });
  const other = new ArchiveLock(pool, stack.get(Workbench));
  const order: string[] = [];
  let taken: Promise<void> | undefined;
  const first = stack.get(ArchiveLock).hold(UNATTENDED, async (held) => {
    await held.turn.work(async (client) => {
      await client.query('SELECT 1');
      expect((await stack.pool.query(LOCK_HOLDERS)).rowCount).toBe(1);
      await poll('the loss to be noticed', async () => held.signal.aborted);
      taken = other.hold(UNATTENDED, async ({ turn }) => {
        order.push('otro');
        await turn.work((own) => own.query('SELECT 1'));
      });
      await poll('the other to wait', async () => {
        const { rows } = await stack.pool.query<{ numero: number }>('SELECT numero FROM turno_archivo');
        return rows[0]?.numero === held.turn.number + 1;
      });
      // What was begun is finished first.
      await client.query('SELECT 1');
      order.push('primero');
    });
    await taken;
    await expect(held.checkpoint()).rejects.toThrow('terminating connection');
    await expect(held.turn.work((client) => client.query('SELECT 1'))).rejects.toThrow('archivo-en-curso');
    throw new Error('an echo');
  });
  await expect(first).rejects.toThrow('terminating connection');
  expect(order).toEqual(['primero', 'otro']);
  await pool.end();
});

test.each([': cerrado', 'trazas.parquet', ': exportado', 'month-separator'])(
  'finding 34: a process that wakes up at «%s» after another one has archived its month changes nothing',
  async (step) => {
    const mes = nextMonth();
    const codigos = await delivered(mes, 3);
    const before = await everything(codigos);
    const sleeper = await ArchiveSleeper.start(stack.config, `${mes}-01`, step);
    try {
      await sleeper.cutOff(stack.pool);
      expect(await archive(mes)).toMatchObject({ estado: 'eliminado', caliente: false, problema: null });
      const files = generations(mes);
      expect(await sleeper.wake()).not.toBe(0);
      expect(generations(mes)).toEqual(files);
      expect(await everything(codigos)).toEqual(before);
    } finally {
      await sleeper.end();
    }
    await run(new RestoreMonthCommand(monthOfText(mes)));
    expect(await everything(codigos)).toEqual(before);
  },
  60_000,
);

test('finding 34: a purge removes no export before its own answers', async () => {
  const mes = nextMonth();
  const cliente = await stack.given.cliente();
  const codigos = await delivered(mes, 2, { clienteId: cliente.id });
  await archive(mes);
  const before = generations(mes);
  const meddle = () =>
    stack.pool.query('UPDATE periodos SET archivada = archivada + 7 WHERE mes = $1', [`${mes}-01`]);
  const purge = (by?: ArchiveRun) => run(new PurgeClienteCommand(cliente.id, 'solicitud', 'x', by));
  await expect(purge(when('detalle.parquet', meddle))).rejects.toThrow('periodo-no-archivable');
  expect(generations(mes)).toEqual(before);
  await stack.pool.query('UPDATE periodos SET archivada = archivada - 7 WHERE mes = $1', [`${mes}-01`]);
  expect(await purge()).toEqual({ envios: 0, periodos: [{ mes, envios: 2 }] });
  expect((await stack.given.detalle(codigos[0] as string)).destinatario.nombre).toBe('Datos eliminados');
});

test('finding 34: a month that was purged on its way goes on without removing the export that answers', async () => {
  const mes = nextMonth();
  const cliente = await stack.given.cliente();
  const codigos = await delivered(mes, 2, { clienteId: cliente.id });
  await archive(mes);
  // Something late sends the month on its way once more.
  codigos.push(...(await delivered(mes, 1)));
  const stop = when('siguen abiertos', () => Promise.reject(new Error('parada')));
  await expect(archive(mes, stop)).rejects.toThrow('parada');
  await run(new PurgeClienteCommand(cliente.id, 'solicitud', 'x'));
  const before = await everything(codigos);
  expect(await archive(mes)).toMatchObject({ estado: 'eliminado', caliente: false, problema: null });
  expect(await everything(codigos)).toEqual(before);
});

test('finding 37: dry runs count beside one another, and beside a purge', async () => {
  const mes = nextMonth();
  const cliente = await stack.given.cliente();
  await delivered(mes, 3, { clienteId: cliente.id });
  await archive(mes);
  const rehearse = () =>
    run(new PurgeClienteCommand(cliente.id, 'solicitud', 'x', { ...UNATTENDED, simulacro: true }));
  const expected = { envios: 0, periodos: [{ mes, envios: 3 }] };
  expect(await Promise.all(Array.from({ length: 6 }, rehearse))).toEqual(Array(6).fill(expected));
  expect(readdirSync(join(stack.config.TRAZO_ARCHIVO_DIR, 'trabajo'))).toEqual([]);
});
