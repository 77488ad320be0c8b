import { Redis } from 'ioredis';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startRedis } from '../../scripts/services/redis.mjs';
import { parseConfig } from '../../src/platform/config/config.js';
import { assertGuarantees } from '../../src/platform/queues/redis.js';
import { poll } from '../support/poll.js';
import { toolsDir } from '../support/servers.js';
import { TcpProxy } from '../support/tcp-proxy.js';

let dataDir: string;
let server: Awaited<ReturnType<typeof startRedis>>;
let redis: Redis;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'redis-'));
  server = await startRedis({ dataDir, toolsDir: resolve(toolsDir()) });
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

const config = (env: Record<string, string> = {}) =>
  parseConfig({ DATABASE_URL: 'postgres://x', REDIS_URL: server.url, ...env });

test('the Redis that we start keeps all promises', async () => {
  await expect(assertGuarantees(config())).resolves.toBeUndefined();
});

test.each([
  ['appendonly', 'no', /«appendonly» es «no» y debe ser «yes»/],
  ['appendfsync', 'everysec', /«appendfsync» es «everysec» y debe ser «always»/],
  ['maxmemory-policy', 'allkeys-lru', /«maxmemory-policy» es «allkeys-lru» y debe ser «noeviction»/],
])('%s %s is refused, or accepted by an explicit word', async (name, value, message) => {
  const [, good] = (await redis.config('GET', name)) as [string, string];
  await redis.config('SET', name, value);
  await expect(assertGuarantees(config())).rejects.toThrow(message);
  await expect(assertGuarantees(config())).rejects.toThrow(/TRAZO_REDIS_SIN_GARANTIAS=si/);
  await expect(assertGuarantees(config({ TRAZO_REDIS_SIN_GARANTIAS: 'si' }))).resolves.toBeUndefined();
  await redis.config('SET', name, good);
  await expect(assertGuarantees(config())).resolves.toBeUndefined();
  // Redis does not end while it writes its first AOF.
  await poll('the AOF to be written', async () =>
    /aof_rewrite_in_progress:0/.test(await redis.info('persistence')),
  );
});

test('one that cannot be reached is said so', async () => {
  await expect(assertGuarantees(config({ REDIS_URL: 'redis://127.0.0.1:1' }))).rejects.toThrow(
    /No se pudo conectar con Redis/,
  );
});

test('one that accepts a connection and says nothing is said so, too', async () => {
  const wire = await TcpProxy.open(server.port);
  wire.hold();
  const url = new URL(server.url);
  url.port = String(wire.port);
  await expect(assertGuarantees(config({ REDIS_URL: url.href }))).rejects.toThrow(
    /No se pudo conectar con Redis/,
  );
  await wire.close();
});
