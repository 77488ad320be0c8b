import { Redis } from 'ioredis';
import { realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { UserError } from '../../scripts/lib/errors.mjs';
import { takeLock } from '../../scripts/lib/lock.mjs';
import { step } from '../../scripts/lib/terminal.mjs';
import { endOrphanPostgres, startPostgres } from '../../scripts/services/postgres.mjs';
import { endOrphanRedis, startRedis } from '../../scripts/services/redis.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import type { Cleanup } from './cleanup.js';
import { cpuSecondsOf } from './cpu.js';

/** A PostgreSQL and a Redis of this run alone, with the settings of an instance: every commit on disk. */
export interface Services {
  redisUrl: string;
  redis: Redis;
  versions: { postgres: string; redis: string };
  cpuSeconds: { postgres: () => number | undefined; redis: () => number | undefined };
  /** Where files of this run may lie. */
  directory: string;
  /** A new database: empty, or a copy of another one that nobody is connected to. */
  createDatabase(name: string, template?: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  hasDatabase(name: string): Promise<boolean>;
  renameDatabase(from: string, to: string): Promise<void>;
}

/**
 * @param profile - Whether PostgreSQL should count what each statement costs.
 * @param keep - Whether the databases of the last run are still there, and stay for the next one.
 */
export async function startServices(
  cleanup: Cleanup,
  { profile, keep }: { profile: boolean; keep: boolean },
): Promise<Services> {
  const state = resolve(ROOT, process.env['TRAZO_DATA_DIR'] || '.trazo');
  const directory = join(state, 'bench');
  const release = await takeLock(join(directory, 'run', 'medicion.json'), {
    waitMs: 0,
    onTimeout: ({ pid }) =>
      new UserError(`Ya hay una medición en marcha (proceso ${pid}): dos a la vez se estorban.`),
  });
  cleanup.add(async () => release());
  await discard(directory, keep);
  cleanup.add(() => discard(directory, keep));

  const counting = {
    shared_preload_libraries: 'pg_stat_statements',
    'pg_stat_statements.track': 'all',
    'pg_stat_statements.track_utility': 'off',
    'pg_stat_statements.track_planning': 'on',
  };
  const [postgres, redisServer] = await step('Arrancando PostgreSQL y Redis', () =>
    Promise.all([
      startPostgres({ dataDir: directory, settings: profile ? counting : {} }),
      startRedis({ dataDir: directory, toolsDir: join(state, 'tools') }),
    ]),
  );
  const redis = new Redis(redisServer.url);
  cleanup.add(async () => {
    redis.disconnect();
    await Promise.all([postgres.stop(), redisServer.stop()]);
  });
  const onServer = async (sql: string) => {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    const { rows } = await client.query<Record<string, string>>(sql);
    await client.end();
    return rows[0] ?? {};
  };
  return {
    redisUrl: redisServer.url,
    redis,
    versions: {
      postgres: (await onServer('SHOW server_version'))['server_version'] ?? '',
      redis: /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? '',
    },
    cpuSeconds: {
      postgres: () => cpuSecondsOf(postgres.pid),
      redis: () => cpuSecondsOf(redisServer.pid),
    },
    directory,
    async createDatabase(name, template) {
      await onServer(`DROP DATABASE IF EXISTS ${name}`);
      await onServer(`CREATE DATABASE ${name} ${template ? `TEMPLATE ${template} STRATEGY FILE_COPY` : ''}`);
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    async dropDatabase(name) {
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
    async hasDatabase(name) {
      return 'datname' in (await onServer(`SELECT datname FROM pg_database WHERE datname = '${name}'`));
    },
    async renameDatabase(from, to) {
      await onServer(`ALTER DATABASE ${from} RENAME TO ${to}`);
    },
  };
}

/** Ends what a killed run left behind and removes its data, but for the databases if they are kept. */
async function discard(directory: string, keep: boolean): Promise<void> {
  await Promise.all([endOrphanPostgres(directory), endOrphanRedis(directory)]);
  for (const name of ['redis', 'logs', 'cargas', 'archivo', 'fastify.json'])
    rmSync(join(directory, name), { recursive: true, force: true });
  if (keep) return;
  const cluster = join(directory, 'postgres');
  try {
    // Started by root, it may be a link to where PostgreSQL's own account can reach.
    rmSync(realpathSync(cluster), { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  rmSync(cluster, { recursive: true, force: true });
}
