import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { freePort } from '../../scripts/lib/ports.mjs';
import { plantHouseKey } from '../../tools/runtime/house-key.js';
import { createDatabase } from './database.js';
import { Given } from './given.js';
import { HttpClient } from './http-client.js';
import { Program, type Role } from './program.js';
import { deleteKeys } from './redis-keys.js';
import { urlOf } from './servers.js';
import { PATIENT } from './stack.js';

/** API and workers as processes of their own, on a database and a Redis prefix of their own. */
export interface Installation {
  pool: pg.Pool;
  prefix: string;
  http: HttpClient;
  given: Given;
  /** URL of its database by way of another port of this machine. */
  databaseUrl(port: number): string;
  /** Starts a process; the API always listens at the same place. */
  start(role: Role, env?: Record<string, string>): Promise<Program>;
  /** Ends everything and leaves nothing behind. */
  close(): Promise<void>;
}

/** An installation with nothing running yet. */
export async function createInstallation(): Promise<Installation> {
  const database = await createDatabase();
  await plantHouseKey(database.pool);
  const directory = mkdtempSync(join(tmpdir(), 'trazo-'));
  const prefix = `{${randomBytes(6).toString('hex')}}`;
  const port = await freePort();
  const http = new HttpClient(`http://127.0.0.1:${port}`);
  const programs: Program[] = [];
  const common = {
    DATABASE_URL: database.url,
    REDIS_URL: urlOf('redis'),
    REDIS_PREFIX: prefix,
    PORT: String(port),
    TRAZO_ARCHIVO_DIR: join(directory, 'archivo'),
    TRAZO_ARCHIVO_MESES: '1200',
    ...PATIENT,
  };
  return {
    pool: database.pool,
    prefix,
    http,
    given: new Given(http),
    databaseUrl(port) {
      const url = new URL(database.url);
      url.port = String(port);
      return url.href;
    },
    async start(role, env = {}) {
      const log = join(directory, `${role}-${programs.length}.log`);
      const program = await Program.start(role, { ...common, ...env }, log);
      programs.push(program);
      return program;
    },
    async close() {
      for (const program of programs) program.signal('SIGKILL');
      await Promise.all(programs.map(({ exited }) => exited));
      await deleteKeys(common.REDIS_URL, prefix);
      await database.close();
      rmSync(directory, { recursive: true });
    },
  };
}
