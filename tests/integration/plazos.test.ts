import { Injectable, type INestApplicationContext } from '@nestjs/common';
import { type Deadline, KeepsDeadline } from '../../src/platform/deadlines/deadline.js';
import { DeadlineAlarms } from '../../src/platform/deadlines/deadline-alarms.js';
import { nextDue, takeDue } from '../../src/platform/deadlines/deadline-sql.js';
import type { Queryable } from '../../src/platform/database/pool.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { startWorkerWith } from '../support/worker-with.js';

const LIMIT_MS = 120_000;

interface Reserva {
  id: number;
}

/** Reservations that run out: of one that does, a row says that it did. */
@Injectable()
@KeepsDeadline()
class Expiry implements Deadline<Reserva & Record<string, unknown>> {
  readonly name = 'prueba-reservas';
  readonly table = 'prueba_reservas';
  readonly column = 'vence_en';
  readonly key = ['id'];
  readonly batchSize = 10;

  async due(rows: readonly Reserva[], db: Queryable): Promise<void> {
    for (const { id } of rows) {
      if (id < 0) throw new Error('a row that nobody can work off');
      await db.query('INSERT INTO prueba_vencidas (id) VALUES ($1)', [id]);
      await db.query('UPDATE prueba_reservas SET vence_en = NULL WHERE id = $1', [id]);
    }
  }
}

/** Tickets that are worth nothing once they have run out, with a key that is binary. */
@Injectable()
@KeepsDeadline()
class OldTickets implements Deadline {
  readonly name = 'prueba-billetes';
  readonly table = 'prueba_billetes';
  readonly column = 'vence_en';
  readonly key = ['huella'];
  readonly batchSize = 2;
}

let stack: Stack;
const workers: INestApplicationContext[] = [];

beforeAll(async () => {
  stack = await startStack({ worker: false });
  await stack.pool.query(`
    CREATE TABLE prueba_reservas (id integer PRIMARY KEY, vence_en timestamptz);
    CREATE INDEX ON prueba_reservas (vence_en) WHERE vence_en IS NOT NULL;
    CREATE TABLE prueba_vencidas (id integer NOT NULL);
    CREATE TABLE prueba_billetes (huella bytea PRIMARY KEY, vence_en timestamptz)`);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
  await stack.pool.query('TRUNCATE prueba_reservas, prueba_vencidas, prueba_billetes');
});
afterAll(() => stack.close());

const startWorker = async () => workers.push(await startWorkerWith(stack.config, [Expiry, OldTickets]));

/** Reservations from one id to another that run out at this moment, as SQL has it. */
const reserve = (from: number, to: number, at: string) =>
  stack.pool.query(`INSERT INTO prueba_reservas SELECT id, ${at} FROM generate_series($1::int, $2::int) id`, [
    from,
    to,
  ]);

const expired = async () =>
  (await stack.pool.query<{ id: number }>('SELECT id FROM prueba_vencidas ORDER BY id')).rows.map(
    ({ id }) => id,
  );

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test(
  'each row comes once, when it is due and not before, with two processes whose connections die',
  async () => {
    await reserve(1, 300, `now() + random() * interval '3 seconds'`);
    await reserve(1_001, 1_100, `now() + interval '1 hour'`);
    await Promise.all([startWorker(), startWorker()]);
    for (let round = 0; round < 5; round += 1) {
      const seen = (await expired()).length;
      await poll('some more', async () => (await expired()).length > Math.min(seen, 299), 60_000);
      await stack.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'trazo' AND datname = current_database()`,
      );
    }
    await poll('all of them', async () => (await expired()).length >= 300, 60_000);
    expect(await expired()).toEqual(upTo(300));
  },
  LIMIT_MS,
);

test(
  'an alarm wakes a worker before its next look, and a row that fails holds no other up',
  async () => {
    await startWorker();
    await reserve(-1, -1, `now() - interval '1 minute'`);
    await reserve(1, 25, `now()`);
    stack.get(DeadlineAlarms).in(0);
    await poll('the others', async () => (await expired()).length === 25, 60_000);
    const { rows } = await stack.pool.query('SELECT id FROM prueba_reservas WHERE vence_en > now()');
    expect(rows).toEqual([{ id: -1 }]);
  },
  LIMIT_MS,
);

test(
  'of a deadline that says nothing else, rows that are due are deleted, and no others',
  async () => {
    await stack.pool.query(`
      INSERT INTO prueba_billetes
      SELECT decode(lpad(to_hex(n), 4, '0'), 'hex'), now() + (n - 5) * interval '1 day' FROM generate_series(1, 9) n`);
    await startWorker();
    const left = async () =>
      (
        await stack.pool.query<{ n: number }>(
          'SELECT get_byte(huella, 1) AS n FROM prueba_billetes ORDER BY 1',
        )
      ).rows;
    await poll('the four to be gone', async () => (await left()).length === 4, 60_000);
    expect((await left()).map(({ n }) => n)).toEqual([6, 7, 8, 9]);
  },
  LIMIT_MS,
);

test('rows that wait cost nothing: what is due, and when the next one is, is found by the index', async () => {
  await reserve(1, 50_000, `now() + id * interval '1 minute'`);
  await stack.pool.query('ANALYZE prueba_reservas');
  const declaration = { name: 'p', table: 'prueba_reservas', column: 'vence_en', key: ['id'] };
  for (const sql of [takeDue(declaration).replace('$1', '100'), nextDue(declaration)]) {
    const { rows } = await stack.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index (Only )?Scan/);
    expect(plan).not.toContain('Seq Scan');
  }
});
