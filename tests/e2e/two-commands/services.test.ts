import { Redis } from 'ioredis';
import { existsSync, mkdtempSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../../scripts/services/postgres.mjs';
import { startRedis } from '../../../scripts/services/redis.mjs';
import { removeData } from '../../../scripts/services/remove-data.mjs';
import { toolsDir } from '../../support/servers.js';

describe('own services', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'trazo-services-'));
    // Started by root, PostgreSQL runs as somebody else, who has to get in.
    await chmod(dataDir, 0o755);
  });
  afterAll(async () => {
    await removeData(dataDir);
    expect(existsSync(dataDir)).toBe(false);
  });

  async function query(url: string, sql: string): Promise<unknown[]> {
    const client = new pg.Client(url);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('PostgreSQL 18 keeps its data over a stop, a crash and an orphan', async () => {
    const start = (port?: number) => startPostgres({ dataDir, settings: { fsync: 'off' }, port });
    const first = await start();
    const settings = `SELECT current_setting('server_version_num')::int / 10000 AS major,
      current_setting('server_encoding') AS encoding, current_setting('password_encryption') AS auth,
      (SELECT datlocale FROM pg_database WHERE datname = current_database()) AS locale`;
    expect(await query(first.url, settings)).toEqual([
      { major: 18, encoding: 'UTF8', auth: 'scram-sha-256', locale: 'C.UTF-8' },
    ]);
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    await first.stop();
    await first.exited;

    const second = await start();
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await second.kill();
    const third = await start(second.port);
    expect(third.url).toBe(second.url);

    // Its parent is gone as far as the next start can tell: it stops this one and takes its data over.
    const fourth = await start();
    await third.exited;
    expect(await query(fourth.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await expect(query(fourth.url.replace(/:[^:@]*@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password');
    await fourth.stop();
  });

  it('Redis has every write on disk, and keeps it over a crash and an orphan', async () => {
    const start = (port?: number) => startRedis({ dataDir, toolsDir: toolsDir(), port });
    const first = await start();
    const settings = ['appendonly', 'appendfsync', 'maxmemory-policy', 'save', 'bind'];
    expect(await ask(first.url, (redis) => redis.config('GET', ...settings))).toEqual(
      expect.arrayContaining(['yes', 'always', 'noeviction', '127.0.0.1']),
    );
    await ask(first.url, (redis) => redis.set('kept', 'sí'));
    await first.kill();
    const second = await start(first.port);
    expect(second.url).toBe(first.url);
    const third = await start();
    await second.exited;
    expect(await ask(third.url, (redis) => redis.get('kept'))).toBe('sí');
    await third.stop();
  });

  async function ask<T>(url: string, question: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(url);
    try {
      return await question(redis);
    } finally {
      await redis.quit();
    }
  }
});
