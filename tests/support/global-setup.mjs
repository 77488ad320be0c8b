import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { inspectProcess } from '../../scripts/lib/processes.mjs';
import { startPostgres } from '../../scripts/services/postgres.mjs';
import { startRedis } from '../../scripts/services/redis.mjs';
import { removeData } from '../../scripts/services/remove-data.mjs';

// What is thrown away at the end need not survive a crash of the machine.
const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

const PREFIX = 'pruebas-';

/** Starts a real PostgreSQL and a real Redis for this run, and makes the template database that test files clone. */
export default async function globalSetup() {
  const state = resolve(process.env.TRAZO_DATA_DIR || '.trazo');
  await removeAbandoned(state);
  const dataDir = join(state, `${PREFIX}${process.pid}`);
  mkdirSync(dataDir, { recursive: true });
  const [postgres, redis] = await Promise.all([
    startPostgres({ dataDir, settings: THROW_AWAY }),
    startRedis({ dataDir, toolsDir: join(state, 'tools') }),
  ]);
  Object.assign(globalThis, {
    async stopServers() {
      await Promise.all([postgres.stop(), redis.stop()]);
      await removeData(dataDir);
    },
  });
  // Read by servers.ts; jest's workers inherit them.
  process.env.TRAZO_TEST_POSTGRES = postgres.url;
  process.env.TRAZO_TEST_REDIS = redis.url;
  await makeTemplate(postgres.url, redis.url);
}

/**
 * @param {string} url
 * @param {string} redisUrl
 */
async function makeTemplate(url, redisUrl) {
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  await server.query('CREATE DATABASE plantilla');
  await server.end();
  const template = new URL(url);
  template.pathname = '/plantilla';
  const env = { ...process.env, DATABASE_URL: template.href, REDIS_URL: redisUrl };
  execFileSync(process.execPath, ['dist/src/migrate.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/**
 * Ends and deletes what runs that were killed have left.
 * @param {string} state
 */
async function removeAbandoned(state) {
  const names = existsSync(state) ? readdirSync(state).filter((name) => name.startsWith(PREFIX)) : [];
  for (const name of names) {
    if (!inspectProcess(Number(name.slice(PREFIX.length)))) await removeData(join(state, name));
  }
}
