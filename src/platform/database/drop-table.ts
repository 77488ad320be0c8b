import type pg from 'pg';
import { patiently } from './patiently.js';

const LIST_KEYS = `SELECT conname AS name FROM pg_constraint WHERE conrelid = to_regclass($1) AND contype = 'f'`;

/**
 * Drops the foreign keys of a table. To drop the table with them would lock the tables that they point to, which everybody
 * uses: so each goes alone, and for a moment.
 *
 * @param name - With its schema.
 */
export async function dropKeys(
  client: pg.PoolClient,
  name: string,
  tooBusy: (cause: unknown) => Error,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(LIST_KEYS, [name]);
  for (const key of rows)
    await patiently(client, tooBusy, () =>
      client.query(`ALTER TABLE ${name} DROP CONSTRAINT IF EXISTS ${key.name}`),
    );
}

/** Drops a table that nobody uses, if it is there. */
export async function dropTable(
  client: pg.PoolClient,
  name: string,
  tooBusy: (cause: unknown) => Error,
): Promise<void> {
  await dropKeys(client, name, tooBusy);
  await patiently(client, tooBusy, () => client.query(`DROP TABLE IF EXISTS ${name}`));
}
