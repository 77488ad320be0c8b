import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { TandaSignal } from '../../src/modules/trazas/tanda-signal.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { poll } from '../support/poll.js';
import { urlOf } from '../support/servers.js';

const user = `oyente-${randomBytes(6).toString('hex')}`;
let redis: Redis;
let signal: TandaSignal;
let heard: (readonly string[])[];
beforeAll(async () => {
  redis = new Redis(urlOf('redis'));
  // One that Redis lets do everything but listen.
  await redis.call('ACL', 'SETUSER', user, 'on', '>clave', '~*', '+@all', 'resetchannels');
  const url = Object.assign(new URL(urlOf('redis')), { username: user, password: 'clave' });
  const config = parseConfig({
    DATABASE_URL: 'postgres://nadie',
    REDIS_URL: url.href,
    REDIS_PREFIX: `{${user}}`,
  });
  signal = new TandaSignal(redis, config);
  heard = [];
});
afterAll(async () => {
  signal.onApplicationShutdown();
  await redis.call('ACL', 'DELUSER', user);
  redis.disconnect();
});

const hears = (id: string) =>
  poll(`${id} to be heard`, async () => {
    signal.announce([id]);
    return heard.some((ids) => ids.includes(id));
  });

test('finding 21: a subscription that Redis refused comes back when it is let, and after the connection broke', async () => {
  // Whoever waits is told to look all the same.
  await signal.listen((ids) => heard.push(ids));
  expect(heard).toEqual([[]]);
  await redis.call('ACL', 'SETUSER', user, 'allchannels');
  await hears('primera');
  await redis.call('CLIENT', 'KILL', 'USER', user);
  await hears('segunda');
});
