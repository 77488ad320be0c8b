import type pg from 'pg';

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
  const key = 'hashtextextended($1, 0)';
  const lock = wait
    ? `SELECT true AS held FROM pg_advisory_lock(${key})`
    : `SELECT pg_try_advisory_lock(${key}) AS held`;
  const { rows } = await client.query<{ held: boolean }>(lock, [name]);
  if (!rows[0]?.held) return undefined;
  try {
    return await work();
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${key})`, [name]);
  }
}
