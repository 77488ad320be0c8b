import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { createPool } from '../../src/platform/database/pool.js';
import { TEMPLATE, urlOfDatabase } from './servers.js';

/** A database of a test file's own. */
export interface TestDatabase {
  url: string;
  pool: pg.Pool;
  /** Drops it. */
  close(): Promise<void>;
}

/**
 * Clones the template.
 *
 * @param template - Another one to clone; `template0` for an empty database.
 */
export async function createDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const name = `prueba_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const pool = createPool(urlOfDatabase(name), { max: 10, name: 'pruebas' });
  return {
    url: urlOfDatabase(name),
    pool,
    async close() {
      await pool.end();
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(sql: string): Promise<void> {
  const server = createPool(urlOfDatabase('postgres'), { max: 1, name: 'pruebas' });
  try {
    await server.query(sql);
  } finally {
    await server.end();
  }
}
