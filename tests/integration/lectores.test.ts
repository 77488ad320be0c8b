import { Injectable, type INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Queryable } from '../../src/platform/database/pool.js';
import { inTransaction } from '../../src/platform/database/transaction.js';
import type { Fact } from '../../src/platform/log/fact.js';
import { declareFact } from '../../src/platform/log/fact-types.js';
import { Facts } from '../../src/platform/log/facts.js';
import { LogReader, type Reader } from '../../src/platform/readers/reader.js';
import { Integer } from '../../src/platform/validation/fields.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { startWorkerWith } from '../support/worker-with.js';

class Amount {
  @Integer({ min: 0, max: 1_000_000 })
  amount!: number;
}

const PAID = declareFact({
  type: 'pe.trazo.prueba.pagada.v1',
  subject: 'prueba',
  table: 'prueba_hechos',
  Data: Amount,
});

/** What the reader does with facts that carry these amounts. */
const POISON = 666;
const PAUSE = 777;

// Processes are started and stopped again and again: on a busy machine that takes its time.
const LIMIT_MS = 120_000;

let stack: Stack;
let worker: INestApplicationContext | undefined;

@Injectable()
@LogReader()
class Payments implements Reader {
  readonly name = 'prueba-pagos';
  readonly types = ['pe.trazo.prueba.*'];
  readonly batchSize = 7;

  async handle(facts: readonly Fact[], db: Queryable): Promise<void> {
    for (const { id, subject, data } of facts) {
      await db.query('INSERT INTO prueba_pagos (hecho, sujeto, importe) VALUES ($1, $2, $3)', [
        id,
        subject,
        data['amount'],
      ]);
      if (data['amount'] === POISON) throw new RangeError('a fact that nobody can work off');
      if (data['amount'] === PAUSE) await db.query('SELECT pg_sleep(0.3)');
    }
  }
}

@Injectable()
@LogReader()
class Envios implements Reader {
  readonly name = 'prueba-envios';
  readonly types = ['pe.trazo.envio.creado.v1', 'pe.trazo.prueba.*'];

  async handle(facts: readonly Fact[], db: Queryable): Promise<void> {
    for (const { id, type, subject } of facts)
      await db.query('INSERT INTO prueba_vistos (hecho, tipo, sujeto) VALUES ($1, $2, $3)', [
        id,
        type,
        subject,
      ]);
  }
}

beforeAll(async () => {
  stack = await startStack({ worker: false });
  await stack.pool.query(`
    CREATE TABLE prueba_hechos (id uuid PRIMARY KEY, sujeto_id text NOT NULL, tipo text NOT NULL,
      ocurrido_en timestamptz NOT NULL, datos jsonb NOT NULL);
    CREATE TABLE prueba_pagos (orden bigint GENERATED ALWAYS AS IDENTITY, hecho text PRIMARY KEY, sujeto text, importe int);
    CREATE TABLE prueba_vistos (orden bigint GENERATED ALWAYS AS IDENTITY, hecho text PRIMARY KEY, tipo text, sujeto text)`);
});
afterEach(async () => {
  await worker?.close();
  worker = undefined;
});
afterAll(() => stack.close());

const startWorker = async () => {
  worker = await startWorkerWith(stack.config, [Payments, Envios]);
};

const add = (subject: string, amount: number) =>
  inTransaction(stack.pool, (db) => Facts.add(db, PAID, { subject, owners: {}, data: { amount } }));

const count = async (sql: string) => Number((await stack.pool.query<{ n: number }>(sql)).rows[0]?.n);
const paid = () => count('SELECT count(*) AS n FROM prueba_pagos');

test(
  'a fact stands in the story of its aggregate and in the log, or in neither',
  async () => {
    const subject = randomUUID();
    const failing = inTransaction(stack.pool, async (db) => {
      await Facts.add(db, PAID, { subject, owners: {}, data: { amount: 1 } });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    const id = await add(subject, 2);
    const { rows } = await stack.pool.query(
      `SELECT h.id, h.datos, b.datos AS "enBitacora" FROM prueba_hechos h JOIN bitacora b ON b.hecho_id = h.id WHERE h.sujeto_id = $1`,
      [subject],
    );
    expect(rows).toEqual([{ id, datos: { amount: 2 }, enBitacora: { amount: 2 } }]);
    await expect(add(subject, -1)).rejects.toThrow('malformed');
  },
  LIMIT_MS,
);

test('the feed has facts beside envíos, by a pattern of their types and by their owner', async () => {
  const clienteId = (await stack.given.cliente()).id;
  const subject = randomUUID();
  const start = await stack.http.get('/v1/eventos?desde=ahora');
  const next = /<([^>]*)>/.exec(start.headers.get('link') ?? '')?.[1] ?? '';
  await stack.given.envio({ clienteId });
  await inTransaction(stack.pool, (db) =>
    Facts.add(db, PAID, { subject, owners: { clienteId }, data: { amount: 9 } }),
  );
  await add(randomUUID(), 10);
  const types = async (query: string) =>
    (await stack.http.get<{ type: string; subject: string }[]>(`${next}${query}`)).body.map(
      ({ type }) => type,
    );
  const [envio, fact] = ['pe.trazo.envio.creado.v1', 'pe.trazo.prueba.pagada.v1'];
  expect(await types('')).toEqual([envio, fact, fact]);
  expect(await types('&tipo=pe.trazo.prueba.*')).toEqual([fact, fact]);
  expect(await types('&tipo=pe.trazo.envio.*')).toEqual([envio]);
  expect(await types(`&cliente=${clienteId}`)).toEqual([envio, fact]);
  const [told] = (await stack.http.get<object[]>(`${next}&cliente=${clienteId}&tipo=pe.trazo.prueba.*`)).body;
  expect(told).toMatchObject({ source: '/v1/eventos', subject, data: { amount: 9 } });
});

test(
  'each fact once and in the order of its subject, beside envíos, whatever is killed in between',
  async () => {
    const before = await count('SELECT count(*) AS n FROM bitacora WHERE hecho_id IS NOT NULL');
    const subjects = Array.from({ length: 5 }, () => randomUUID());
    const write = async () => {
      for (let amount = 0; amount < 40; amount += 1)
        for (const subject of subjects) await add(subject, amount);
    };
    const writing = write();
    await stack.given.envios(3);
    for (let round = 0; round < 4; round += 1) {
      await startWorker();
      const seen = await paid();
      await poll(
        'some more facts',
        async () => (await paid()) > seen || (await paid()) >= before + 200,
        60_000,
      );
      // The lease is released as if its process had died: what it had not committed is gone.
      await stack.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'trazo' AND datname = current_database()`,
      );
      await worker?.close();
      worker = undefined;
    }
    await writing;
    await startWorker();
    await poll('all facts', async () => (await paid()) === before + 200, 60_000);
    const { rows } = await stack.pool.query<{ importes: number[] }>(
      `SELECT array_agg(importe ORDER BY orden) AS importes FROM prueba_pagos WHERE sujeto = ANY ($1) GROUP BY sujeto`,
      [subjects],
    );
    const inOrder = Array.from({ length: 40 }, (_, amount) => amount);
    expect(rows.map(({ importes }) => importes)).toEqual(subjects.map(() => inOrder));
    await poll(
      'the other reader',
      async () =>
        (await count(`SELECT count(*) AS n FROM prueba_vistos WHERE tipo = 'pe.trazo.envio.creado.v1'`)) ===
          (await count('SELECT count(*) AS n FROM envios')) &&
        (await count(`SELECT count(*) AS n FROM prueba_vistos WHERE tipo = 'pe.trazo.prueba.pagada.v1'`)) ===
          before + 200,
      60_000,
    );
  },
  LIMIT_MS,
);

test(
  'a poison fact is set aside and holds nobody up; an operator has it tried again',
  async () => {
    await startWorker();
    const before = await paid();
    const subject = randomUUID();
    await add(subject, 1);
    const poison = await add(subject, POISON);
    await add(subject, 3);
    await add(randomUUID(), 4);
    await poll('the others', async () => (await paid()) === before + 3, 60_000);
    const { rows } = await stack.pool.query(
      `SELECT lector, hecho->>'id' AS id, error, estado FROM lector_apartados`,
    );
    expect(rows).toEqual([
      { lector: 'prueba-pagos', id: poison, error: 'a fact that nobody can work off', estado: 'apartado' },
    ]);
    // Somebody mends what was wrong with it, and asks for another try.
    await stack.pool.query(`UPDATE lector_apartados SET hecho = jsonb_set(hecho, '{data,amount}', '5')`);
    const list = await stack.http.get<{ datos: { id: string }[] }>('/v1/lectores/prueba-pagos/apartados');
    const url = `/v1/lectores/prueba-pagos/apartados/${list.body.datos[0]?.id}`;
    expect((await stack.http.post(`${url}/reintento`, {})).body).toMatchObject({ estado: 'por_repetir' });
    await poll('the other try', async () => (await paid()) === before + 4, 60_000);
  },
  LIMIT_MS,
);

test(
  'a reader is set back to an instant and reads again; how far it is stands in /v1/colas',
  async () => {
    await startWorker();
    await add(randomUUID(), 1);
    type Colas = { lectores: { nombre: string; pendientes: number }[] };
    const pending = async () =>
      (await stack.http.get<Colas>('/v1/colas')).body.lectores.find(
        ({ nombre }) => nombre === 'prueba-envios',
      )?.pendientes;
    await poll('the end', async () => (await pending()) === 0, 60_000);
    const seen = () => count('SELECT count(*) AS n FROM prueba_vistos');
    const before = await seen();
    await stack.pool.query('TRUNCATE prueba_vistos');
    const rewind = (nombre: string, desde: string) =>
      stack.http.post(`/v1/lectores/${nombre}/reenvio`, { desde });
    expect(await rewind('prueba-envios', '2026-01-01T00:00:00Z')).toMatchObject({
      status: 200,
      body: { nombre: 'prueba-envios' },
    });
    await poll('all of them again', async () => (await seen()) === before, 60_000);
    expect((await rewind('prueba-nadie', '2026-01-01T00:00:00Z')).status).toBe(404);
    expect((await rewind('prueba-envios', 'ayer')).status).toBe(400);
  },
  LIMIT_MS,
);

test(
  'two processes: one at a time, and the other goes on when it stops',
  async () => {
    await startWorker();
    const second = await startWorkerWith(stack.config, [Payments, Envios]);
    try {
      const before = await paid();
      for (let amount = 0; amount < 20; amount += 1)
        await add(randomUUID(), amount % 5 === 0 ? PAUSE : amount);
      await poll('the first ones', async () => (await paid()) > before, 60_000);
      await worker?.close();
      worker = undefined;
      await poll('the rest', async () => (await paid()) === before + 20, 60_000);
    } finally {
      await second.close();
    }
  },
  LIMIT_MS,
);

test(
  'the retention does not pass a reader',
  async () => {
    await startWorker();
    const behind = 'SELECT count(*) AS n FROM lectores WHERE posicion < (SELECT max(posicion) FROM bitacora)';
    await poll('the readers to be at the end', async () => (await count(behind)) === 0, 60_000);
    await worker?.close();
    worker = undefined;
    await add(randomUUID(), 8);
    await stack.pool.query(`UPDATE bitacora SET creado_en = now() - interval '20 days'`);
    const { DropExpiredCommand } = await import('../../src/commands/trazas/drop-expired.command.js');
    const { CommandBus } = await import('@nestjs/cqrs');
    while ((await stack.get(CommandBus).execute(new DropExpiredCommand(false))) > 0) await delay(0);
    const before = await paid();
    await startWorker();
    await poll('the fact that was kept for it', async () => (await paid()) === before + 1, 60_000);
  },
  LIMIT_MS,
);
