import { Redis } from 'ioredis';
import { createInstallation, type Installation } from '../support/installation.js';
import { poll } from '../support/poll.js';
import { RawConnection, rawPost } from '../support/raw-connection.js';
import { urlOf } from '../support/servers.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { DeviceClient } from './device-client.js';

let installation: Installation;
let redis: Redis;
let codigo: string;
beforeAll(async () => {
  installation = await createInstallation();
  redis = new Redis(urlOf('redis'));
  const api = await installation.start('api');
  codigo = (await installation.given.envio()).codigo;
  await api.stop();
});
afterAll(async () => {
  redis.disconnect();
  await installation.close();
});

const traza = () => installation.given.traza(codigo);
const key = (state: string) => `${installation.prefix}:trazas-sueltas:${state}`;
const queued = async () => (await redis.llen(key('wait'))) + (await redis.llen(key('active')));

/** Lets a worker do all that is queued, and tells how often each of these events is stored. */
async function timesStored(ids: readonly string[]): Promise<number[]> {
  const worker = await installation.start('worker', { TRAZO_COLA_BLOQUEO_SEGUNDOS: '1' });
  await poll(
    'the queue to be empty',
    async () => (await queued()) === 0 && (await redis.zcard(key('delayed'))) === 0,
  );
  expect(await worker.stop()).toEqual({ code: 0, signal: null });
  const { rows } = await installation.pool.query<{ id: string; times: number }>(
    'SELECT id_evento::text AS id, count(*)::int AS times FROM trazas GROUP BY 1',
  );
  const times = new Map(rows.map((row) => [row.id, row.times]));
  return ids.map((id) => times.get(id) ?? 0);
}

test('SIGTERM while forty clients post on open connections: whoever got a 202 has it, the rest know', async () => {
  const api = await installation.start('api');
  const client = new DeviceClient(10_000);
  const confirmed: string[] = [];
  const outcomes = new Set<string>();
  let stopping = false;
  const post = async () => {
    while (api.alive) {
      const event = traza();
      const reply = await client.post(`${installation.http.url}/v1/trazas`, event);
      if (reply.status === 202) confirmed.push(String(event['idEvento']));
      else if (api.alive) expect(stopping).toBe(true);
      outcomes.add(reply.status === 503 ? (JSON.parse(reply.body) as { type: string }).type : reply.outcome);
    }
  };
  const clients = Array.from({ length: 40 }, post);
  await poll('posts to be confirmed', async () => confirmed.length > 200);
  stopping = true;
  expect(await api.stop()).toEqual({ code: 0, signal: null });
  await Promise.all(clients);
  client.close();
  expect([...outcomes]).toContain('202');
  for (const outcome of outcomes)
    expect(outcome).toMatch(/^(202|\/problemas\/deteniendose|ECONNRESET|ECONNREFUSED|EPIPE)$/);
  expect(await timesStored(confirmed)).toEqual(confirmed.map(() => 1));
});

test('what is under way when SIGTERM comes is answered, what comes after it is refused, and nobody is waited for in vain', async () => {
  const api = await installation.start('api');
  const open = () => RawConnection.open(installation.http.url);
  const [silent, half, late, ready, live] = await Promise.all([open(), open(), open(), open(), open()]);
  const event = traza();
  const [head, body] = rawPost('/v1/trazas', event);
  half.send(head + body.slice(0, 20));
  late.send(head.slice(0, -2));
  ready.send('GET /health/ready HTTP/1.1\r\nhost: x\r\n');
  live.send('GET /health/live HTTP/1.1\r\nhost: x\r\n');
  // Answered on a connection of its own, so what was sent before it has been read.
  expect((await installation.http.get('/health/ready')).status).toBe(200);
  const exited = api.stop();
  await poll('the port to be closed', async () =>
    installation.http.get('/health/live').then(
      () => false,
      () => true,
    ),
  );
  await poll('the connection that says nothing to be ended', async () => silent.ended);
  ready.send('\r\n');
  live.send('\r\n');
  late.send('\r\n' + body);
  half.send(body.slice(20));
  expect(await ready.answer()).toMatch(/^HTTP\/1.1 503 [^]*connection: close[^]*\/problemas\/deteniendose/i);
  expect(await live.answer()).toMatch(/^HTTP\/1.1 200 [^]*connection: close/i);
  expect(await late.answer()).toMatch(/^HTTP\/1.1 503 [^]*retry-after: \d[^]*\/problemas\/deteniendose/i);
  expect(await half.answer()).toMatch(/^HTTP\/1.1 202 [^]*connection: close/i);
  expect(await exited).toEqual({ code: 0, signal: null });
  expect(await timesStored([String(event['idEvento'])])).toEqual([1]);
});

test('a request that is never finished is cut, and the process ends in order', async () => {
  const api = await installation.start('api', { TRAZO_PARADA_SEGUNDOS: '4' });
  const connection = await RawConnection.open(installation.http.url);
  const [head] = rawPost('/v1/trazas', traza());
  connection.send(head);
  await installation.http.get('/health/live');
  expect(await api.stop()).toEqual({ code: 0, signal: null });
  await poll('the connection to be cut', async () => connection.ended);
});

test('an API that waits for a Redis that hangs ends at its limit, with an error', async () => {
  const wire = await TcpProxy.open(Number(new URL(urlOf('redis')).port));
  const url = new URL(urlOf('redis'));
  url.port = String(wire.port);
  const api = await installation.start('api', { TRAZO_PARADA_SEGUNDOS: '2', REDIS_URL: url.href });
  wire.hold();
  const client = new DeviceClient(10_000);
  const reply = client.post(`${installation.http.url}/v1/trazas`, traza());
  await installation.http.get('/health/live');
  expect(await api.stop()).toEqual({ code: 1, signal: null });
  expect((await reply).status).not.toBe(202);
  client.close();
  await wire.close();
});

/** Runs `work` while no tanda can be committed. */
async function whileBlocked(work: () => Promise<void>): Promise<void> {
  const blocker = await installation.pool.connect();
  // On a busy machine this may take longer than a transaction of ours may idle.
  await blocker.query('SET idle_in_transaction_session_timeout = 0; BEGIN; LOCK TABLE tandas IN SHARE MODE');
  await work().finally(() => blocker.query('COMMIT').then(() => blocker.release()));
}

async function postTandas(count: number): Promise<string[]> {
  const api = await installation.start('api');
  const events = Array.from({ length: count }, traza);
  for (const event of events) await installation.given.captured([event]);
  await api.stop();
  return events.map(({ idEvento }) => String(idEvento));
}

test('a worker finishes the tandas in hand and takes no other', async () => {
  const ids = await postTandas(70);
  let exited: Promise<unknown> = Promise.resolve();
  await whileBlocked(async () => {
    const worker = await installation.start('worker');
    await poll('all slots to be taken', async () => (await redis.llen(key('active'))) === 64);
    exited = worker.stop();
    await poll('it to hear of it', async () => /Deteniendo/.test(worker.said()));
  });
  expect(await exited).toEqual({ code: 0, signal: null });
  expect([await redis.llen(key('active')), await redis.llen(key('wait'))]).toEqual([0, 6]);
  expect(await timesStored(ids)).toEqual(ids.map(() => 1));
});

test('a worker that cannot finish ends at its limit, with an error, and another one does its work', async () => {
  const ids = await postTandas(3);
  await whileBlocked(async () => {
    const worker = await installation.start('worker', {
      TRAZO_PARADA_SEGUNDOS: '2',
      TRAZO_COLA_BLOQUEO_SEGUNDOS: '1',
    });
    await poll('it to be busy', async () => (await redis.llen(key('active'))) > 0);
    expect(await worker.stop()).toEqual({ code: 1, signal: null });
  });
  expect(await timesStored(ids)).toEqual(ids.map(() => 1));
});
