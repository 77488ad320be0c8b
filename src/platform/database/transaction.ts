import type pg from 'pg';
import { isUnanswered } from './sql-errors.js';

/** Lends one connection of the pool to `work` and takes it back, or throws it away if it broke. */
export async function withConnection<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks while lent emits 'error' beside rejecting the query; unheard, that ends the process.
  const onError = (error: Error) => (broken = error);
  client.on('error', onError);
  try {
    return await work(client);
  } catch (error) {
    if (isUnanswered(error)) broken ??= error as Error;
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

/** Runs `work` in one READ COMMITTED transaction of this connection: COMMIT when it returns, ROLLBACK when it throws. */
export async function transaction<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that is dead would not answer this either; it is thrown away.
    if (isUnanswered(error)) throw error;
    // On a connection that is gone the server has rolled back already, and the first error is the one that says why.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** `inTransaction`, and ROLLBACK when it returns as well: for what it throws. */
export function inRehearsal<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return withConnection(pool, (client) =>
    transaction(client, async () => {
      const result = await work(client);
      // The COMMIT that follows finds nothing to do but a warning.
      await client.query('ROLLBACK');
      return result;
    }),
  );
}

/** `transaction` on a connection of its own; resolves after COMMIT. */
export function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return withConnection(pool, (client) => transaction(client, () => work(client)));
}

/**
 * What a snapshot may do that no other transaction may: stand still between two statements, and leave rows of a COPY unread
 * for up to two minutes. PostgreSQL would end the one after 15 s, and Linux the other after 25 s.
 */
const MAY_REST = `
  SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL tcp_user_timeout = '120s'`;

/** Runs `work` on one read-only snapshot of the database. It may rest: it holds no lock that anybody waits for. */
export async function snapshot<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  // In one message: no rest fits in between.
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${MAY_REST}`);
  try {
    return await work();
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}
