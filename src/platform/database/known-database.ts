import { readdir } from 'node:fs/promises';
import pg from 'pg';
import type { Config } from '../config/config.js';
import { APPLIED, MigrationError, MIGRATIONS } from './migrations.js';
import { isDatabaseUnavailable } from './sql-errors.js';

const CONNECT_LIMIT_MS = 10_000;

/**
 * Checks that the database has no migration that this version does not know. An older process on a newer database would
 * write rows that its tables no longer mean, and nobody would notice. A database that cannot be reached yet is not judged.
 *
 * @throws {MigrationError} naming the first migration that is not known here.
 */
export async function assertKnown(
  { DATABASE_URL }: Pick<Config, 'DATABASE_URL'>,
  folder = MIGRATIONS,
): Promise<void> {
  const known = new Set(await readdir(folder));
  const [unknown, ...others] = (await appliedIn(DATABASE_URL)).filter((name) => !known.has(name));
  if (unknown === undefined) return;
  const more = others.length > 0 ? ` y ${others.length} más` : '';
  throw new MigrationError(
    `La base de datos de DATABASE_URL es más nueva que este programa: tiene la migración «${unknown}»${more}, ` +
      'que esta versión no conoce.\nPonga en marcha la versión que la aplicó, o una posterior. No se inició nada.',
  );
}

/** Names of the migrations that a database has, in order. */
async function appliedIn(url: string): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: CONNECT_LIMIT_MS,
  });
  // What goes wrong is reported by the statement itself.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const ledger = await client.query<{ there: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
    );
    if (!ledger.rows[0]?.there) return [];
    const { rows } = await client.query<{ migration_name: string }>(`${APPLIED} ORDER BY migration_name`);
    return rows.map(({ migration_name }) => migration_name);
  } catch (error) {
    if (isDatabaseUnavailable(error)) return [];
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
