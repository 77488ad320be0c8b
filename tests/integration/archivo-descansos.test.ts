import { CommandBus } from '@nestjs/cqrs';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { ArchiveLock } from '../../src/modules/archivo/machine/archive-lock.js';
import { UNATTENDED } from '../../src/modules/archivo/run/archive-run.js';
import { Courtesy } from '../../src/modules/archivo/run/courtesy.js';
import { MonthVerifier } from '../../src/modules/archivo/machine/month-verifier.js';
import { PeriodoLedger } from '../../src/modules/periodos/periodo-ledger.js';
import { Workbench } from '../../src/modules/archivo/files/workbench.js';
import { ARCHIVE_STORE } from '../../src/modules/archivo/files/archive-storage.js';
import type { ArchiveStore } from '../../src/platform/archive/archive-store.js';
import { ArchiveFiles } from '../../src/platform/archive/archive-files.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { createPool } from '../../src/platform/database/pool.js';
import { snapshot, transaction, withConnection } from '../../src/platform/database/transaction.js';
import { type Stack, startStack } from '../support/stack.js';

const MES = monthOfText('2020-03');
const IDLE_MS = 20;

let stack: Stack;
let impatient: pg.Pool;
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0' } });
  const url = new URL(stack.config.DATABASE_URL);
  url.searchParams.set('idle_in_transaction_session_timeout', String(IDLE_MS));
  impatient = createPool(url.href, { max: 4, name: 'impaciente' });
});
afterAll(async () => {
  await impatient.end();
  await stack.close();
});

test('finding 33: a snapshot rests longer than a transaction may stand idle, and another transaction may not', async () => {
  const rest = (client: pg.PoolClient) => async () => {
    await client.query('SELECT 1');
    await sleep(10 * IDLE_MS);
    return (await client.query<{ two: number }>('SELECT 2 AS two')).rows;
  };
  expect(await withConnection(impatient, (client) => snapshot(client, rest(client)))).toEqual([{ two: 2 }]);
  await expect(withConnection(impatient, (client) => transaction(client, rest(client)))).rejects.toThrow();
});

test('finding 33: a snapshot rests in the middle of a COPY longer than the server waits for a client that reads nothing', async () => {
  const rows = await withConnection(stack.pool, async (client) => {
    await client.query(`SET tcp_user_timeout = '1s'`);
    return snapshot(client, async () => {
      const source = client.query(
        copyTo(`COPY (SELECT repeat('x', 1000) FROM generate_series(1, 40000)) TO STDOUT`),
      );
      let bytes = 0;
      let rested = false;
      for await (const chunk of source) {
        bytes += (chunk as Buffer).length;
        if (!rested) await sleep(5_000);
        rested = true;
      }
      return bytes;
    });
  });
  expect(rows).toBe(40_000 * 1_001);
}, 30_000);

test('finding 33: a month is verified however long it rests while others are at work', async () => {
  const { given, config } = stack;
  const envios = await given.envios(5, { creadoEn: '2020-03-10T15:00:00.000Z' });
  const closed = { tipo: 'entregado', ocurridoEn: '2020-03-12T10:00:00.000Z' };
  await given.applied(envios.map(({ codigo }) => given.traza(codigo, closed)));
  const stopped = new Error('exportado');
  const run = {
    ...UNATTENDED,
    log: (line: string) => {
      if (line.includes(': exportado')) throw stopped;
    },
  };
  await expect(stack.get(CommandBus).execute(new ArchiveMonthCommand(MES, run))).rejects.toBe(stopped);
  const courtesy = new Courtesy({ ...config, TRAZO_ARCHIVO_PORCENTAJE: 2 }, impatient);
  const verifier = new MonthVerifier(
    impatient,
    stack.api.get<ArchiveStore>(ARCHIVE_STORE, { strict: false }),
    stack.get(ArchiveFiles),
    new PeriodoLedger(impatient),
    stack.get(Workbench),
    courtesy,
  );
  let working = true;
  const others = (async () => {
    while (working) await stack.pool.query('SELECT 1');
  })();
  try {
    const periodo = await stack.get(PeriodoLedger).find(MES);
    await stack.get(ArchiveLock).hold(UNATTENDED, (held) => verifier.verify(periodo, held));
  } finally {
    working = false;
    await others;
  }
  expect((await stack.get(PeriodoLedger).find(MES)).estado).toBe('verificado');
}, 60_000);
