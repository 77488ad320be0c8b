import { jest } from '@jest/globals';
import type pg from 'pg';
import { createPool } from '../../src/platform/database/pool.js';
import { TandaQueue } from '../../src/modules/trazas/tanda.queue.js';
import { isDatabaseUnavailable, isUnanswered } from '../../src/platform/database/sql-errors.js';
import { inTransaction } from '../../src/platform/database/transaction.js';
import { poll } from '../support/poll.js';
import { urlOf } from '../support/servers.js';
import { type Stack, startStack } from '../support/stack.js';
import { TcpProxy } from '../support/tcp-proxy.js';

/** Longer than any of these tests: nobody but the program itself notices. */
const NEVER_MS = 600_000;

const through = (url: string, wire: TcpProxy) => {
  const changed = new URL(url);
  changed.port = String(wire.port);
  return changed.href;
};

describe('a connection to PostgreSQL that died without a word', () => {
  let wire: TcpProxy;
  let pool: pg.Pool;
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ worker: false });
    wire = await TcpProxy.open(Number(new URL(urlOf('postgres')).port));
    pool = createPool(through(stack.config.DATABASE_URL, wire), {
      max: 1,
      // A busy machine answers in less.
      silenceLimitMs: 4_000,
      name: 'prueba',
    });
  });
  afterAll(async () => {
    await pool.end();
    await wire.close();
    await stack.close();
  });

  test('fails what was asked, and the next question takes a new one', async () => {
    await pool.query('SELECT 1');
    expect(wire.abandon(NEVER_MS)).toBe(1);
    const error: unknown = await pool.query('SELECT 1').catch((reason: unknown) => reason);
    expect([isUnanswered(error), isDatabaseUnavailable(error)]).toEqual([true, true]);
    expect((await pool.query('SELECT 2 AS two')).rows).toEqual([{ two: 2 }]);
  });

  test('ends a transaction without waiting for its rollback as well', async () => {
    let asked: () => unknown[] = () => [];
    const work = inTransaction(pool, async (client) => {
      const query = jest.spyOn(client, 'query');
      asked = () => query.mock.calls.map(([text]) => text);
      await client.query('SELECT 1');
      wire.abandon(NEVER_MS);
      await client.query('SELECT 2');
    });
    await expect(work).rejects.toThrow('Query read timeout');
    expect(asked()).toEqual(['SELECT 1', 'SELECT 2']);
    expect((await pool.query('SELECT 2 AS two')).rows).toEqual([{ two: 2 }]);
  });

  test('holds its locks no longer than the server waits for a transaction in which nothing happens', async () => {
    const { codigo } = await stack.given.envio();
    const lock = 'SELECT FROM codigos_envio WHERE codigo = $1 FOR UPDATE';
    const work = inTransaction(pool, async (client) => {
      const { rows } = await client.query<Record<string, string>>('SHOW idle_in_transaction_session_timeout');
      expect(rows).toEqual([{ idle_in_transaction_session_timeout: '15s' }]);
      await client.query(`SET idle_in_transaction_session_timeout = '3s'`);
      await client.query(lock, [codigo]);
      wire.abandon(NEVER_MS);
      await client.query('SELECT 1');
    });
    await expect(work).rejects.toThrow('Query read timeout');
    await stack.pool.query(`SET lock_timeout = '120s'`);
    await expect(stack.pool.query(lock, [codigo])).resolves.toBeDefined();
  });
});

test('a connection to Redis that died without a word is given up, with everybody who waited on it', async () => {
  const wire = await TcpProxy.open(Number(new URL(urlOf('redis')).port));
  const stack = await startStack({ worker: false, env: { REDIS_URL: through(urlOf('redis'), wire) } });
  const { codigo } = await stack.given.envio();
  const post = () => stack.http.post('/v1/trazas', stack.given.traza(codigo));
  expect((await post()).status).toBe(202);
  wire.abandon(NEVER_MS);
  const add = jest.spyOn(stack.get(TandaQueue), 'add');
  // More than fit into the writes that may be under way: those behind must not wait for a timeout of their own.
  const answers = await Promise.all(Array.from({ length: 40 }, post));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
  expect(add.mock.calls.length).toBeLessThanOrEqual(2);
  add.mockRestore();
  await poll('trazas to be accepted again', async () => (await post()).status === 202);
  await stack.close();
  await wire.close();
});
