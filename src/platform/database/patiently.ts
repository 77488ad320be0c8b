import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { sqlState } from './sql-errors.js';
import { transaction } from './transaction.js';

// How long a lock may be waited for while others wait behind whoever waits; then it lets go and tries again.
const LOCK_TIMEOUT_MS = 30;
const ATTEMPTS = 500;
const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK = '40P01';

/**
 * A transaction for work on tables that others are using: it waits for no lock for long, and tries again instead.
 *
 * @param tooBusy - Makes the error when there was no moment for it in about a minute.
 */
export async function patiently<T>(
  client: pg.PoolClient,
  tooBusy: (cause: unknown) => Error,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction(client, async () => {
        await client.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
        return work();
      });
    } catch (error) {
      const busy = [LOCK_NOT_AVAILABLE, DEADLOCK].includes(sqlState(error) ?? '');
      if (!busy) throw error;
      if (attempt >= ATTEMPTS) throw tooBusy(error);
      await delay(20 + Math.random() * 200);
    }
  }
}
