import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { projectRoot } from '../config/project-root.js';
import { transaction, withConnection } from './transaction.js';

// The number that `prisma migrate` itself locks with, so that the two never run at the same time.
const PRISMA_LOCK = 72707369;

/** Where they are, beside the program. */
export const MIGRATIONS = join(projectRoot, 'prisma/migrations');

/** Those that a database has. */
export const APPLIED =
  'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL';

const CREATE_LEDGER = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

/** Thrown when the migrations on disk and those in the database do not belong together. */
export class MigrationError extends Error {}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Applies `prisma/migrations` in order of name, each in one transaction, and keeps Prisma's own ledger of them
 * (`_prisma_migrations`, SHA-256 of the file), so that `prisma migrate deploy` agrees wherever its engine can be had.
 *
 * @returns the names of those applied now.
 * @throws {MigrationError} when an applied file was changed or is missing.
 */
export async function migrate(pool: pg.Pool, folder = MIGRATIONS): Promise<string[]> {
  const migrations = await readMigrations(folder);
  return withConnection(pool, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    try {
      await client.query(CREATE_LEDGER);
      const pending = await findPending(client, migrations);
      for (const migration of pending) await transaction(client, () => apply(client, migration));
      return pending.map(({ name }) => name);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [PRISMA_LOCK]);
    }
  });
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function findPending(client: pg.PoolClient, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(APPLIED);
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  for (const [name, checksum] of applied) {
    const onDisk = migrations.find((migration) => migration.name === name);
    if (!onDisk)
      throw new MigrationError(`La migración «${name}» está en la base de datos, pero no en el disco.`);
    if (onDisk.checksum !== checksum)
      throw new MigrationError(`La migración «${name}» cambió después de aplicarse: escriba una nueva.`);
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(sql);
  } catch (cause) {
    throw new MigrationError(`La migración «${name}» falló y no dejó nada: ${(cause as Error).message}`, {
      cause,
    });
  }
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  );
}
