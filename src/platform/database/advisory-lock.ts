import type pg from 'pg';

const KEY = 'hashtextextended($1, 0)';

/**
 * Runs `work` while this connection alone in the whole installation holds the lock of that name.
 *
 * @param wait - Whether to wait for another holder; otherwise nothing is done while there is one.
 * @returns what `work` returned, or undefined if the lock was taken.
 */
export async function withAdvisoryLock<T>(
  client: pg.PoolClient,
  name: string,
  wait: boolean,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const lock = wait
    ? `SELECT true AS held FROM pg_advisory_lock(${KEY})`
    : `SELECT pg_try_advisory_lock(${KEY}) AS held`;
  const { rows } = await client.query<{ held: boolean }>(lock, [name]);
  if (!rows[0]?.held) return undefined;
  return thenUnlock(work, () => client.query(`SELECT pg_advisory_unlock(${KEY})`, [name]));
}

/** Runs `work` while any number of connections share the lock of that name. Waits while one holds it alone. */
export async function withSharedLock<T>(
  client: pg.PoolClient,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  await client.query(`SELECT pg_advisory_lock_shared(${KEY})`, [name]);
  return thenUnlock(work, () => client.query(`SELECT pg_advisory_unlock_shared(${KEY})`, [name]));
}

async function thenUnlock<T>(work: () => Promise<T>, unlock: () => Promise<unknown>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // A connection that is gone holds no lock any more, and the first error is the one that says why.
    await unlock().catch(() => undefined);
    throw error;
  }
  await unlock();
  return result;
}
