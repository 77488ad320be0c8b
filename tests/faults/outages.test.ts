import { resolve } from 'node:path';
import { TRAZA_QUEUES } from '../../src/modules/trazas/domain/via.js';
import { Given } from '../support/given.js';
import { HttpClient } from '../support/http-client.js';
import { poll } from '../support/poll.js';
import { processTree, signalAll } from '../support/process-tree.js';
import { RawConnection, rawPost } from '../support/raw-connection.js';
import { toolsDir } from '../support/servers.js';
import { type Member, PREFIX, type ServerName, System } from './system.js';

const MOST = 300;

let system: System;
let http: HttpClient;
let given: Given;
let worker: Member;
let codigo: string;
beforeAll(async () => {
  const env = { TRAZO_COLA_MAX_TRAZAS: String(MOST), TRAZO_COLA_MAX_SEGUNDOS: '86400' };
  system = await System.start({ toolsDir: resolve(toolsDir()), apis: 1, workers: 1, env });
  http = new HttpClient(system.urls[0] as string);
  given = new Given(http);
  worker = system.of('worker')[0] as Member;
  codigo = (await given.envio()).codigo;
});
afterAll(() => system.close());

const trazas = (count: number) => Array.from({ length: count }, () => given.traza(codigo));
const post = () => http.post<{ type: string }>('/v1/trazas', trazas(1));
const queued = async () => {
  const keys = TRAZA_QUEUES.flatMap((queue) => [`${PREFIX}:${queue}:wait`, `${PREFIX}:${queue}:active`]);
  const lengths = await Promise.all(keys.map((key) => system.redis.llen(key)));
  return lengths.reduce((sum, length) => sum + length);
};
/** Milliseconds that it takes; to be asked again when they are too many, for the machine may be busy. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
const opens = () => poll('trazas to be accepted again', async () => (await post()).status === 202);

async function kill(name: ServerName): Promise<void> {
  const { record, exited } = system.servers[name];
  signalAll(processTree(record), 'SIGKILL');
  await exited;
}

test('Redis gone: 503 at once; back: everything that was acknowledged is there, without anybody doing anything', async () => {
  const before = await given.captured(trazas(3));
  await kill('redis');
  const refused = await post();
  expect(refused).toMatchObject({ status: 503, body: { type: '/problemas/cola-no-disponible' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  // Not only when Redis has had its time for an answer.
  await poll('a refusal at once', async () => (await timed(post)) < 2_000);
  await system.startServer('redis');
  await opens();
  expect(await given.settled(before.capturaId)).toMatchObject({ aplicadas: 3 });
  expect(await given.applied(trazas(2))).toMatchObject({ aplicadas: 2 });
});

test('Redis hangs: the door closes, so that nobody waits, and opens by itself', async () => {
  signalAll([system.servers.redis.record], 'SIGSTOP');
  await poll('the door to close', async () => {
    let status = 0;
    const ms = await timed(async () => void ({ status } = await post()));
    return status === 503 && ms < 500;
  });
  signalAll([system.servers.redis.record], 'SIGCONT');
  await opens();
  expect(await given.applied(trazas(2))).toMatchObject({ aplicadas: 2 });
});

test('a full Redis: 503, never a 500, and nothing is acknowledged; with room again it goes on', async () => {
  worker.program.signal('SIGSTOP');
  await given.captured(trazas(1));
  const before = await queued();
  await system.redis.config('SET', 'maxmemory', '1');
  const answers = new Set<string>();
  await poll('the door to close', async () => {
    const { status, body } = await post();
    expect(status).toBe(503);
    answers.add(body.type);
    return answers.has('/problemas/cola-saturada');
  });
  expect([...answers].filter((type) => !/cola-(saturada|no-disponible)$/.test(type))).toEqual([]);
  expect(await queued()).toBe(before);
  await system.redis.config('SET', 'maxmemory', '0');
  worker.program.signal('SIGCONT');
  await opens();
  expect(await given.applied(trazas(2))).toMatchObject({ aplicadas: 2 });
});

test('PostgreSQL gone: trazas are accepted up to the limit, the worker waits, and both resume by themselves', async () => {
  await kill('postgres');
  const captured: string[] = [];
  const refused = await poll('the limit to be reached', async () => {
    const answer = await http.post<{ capturaId: string; type: string; detail: string }>(
      '/v1/trazas',
      trazas(20),
    );
    if (answer.status === 202) captured.push(answer.body.capturaId);
    return answer.status !== 202 && answer;
  });
  expect(refused).toMatchObject({ status: 503, body: { type: '/problemas/cola-saturada' } });
  expect(captured.length * 20).toBeGreaterThanOrEqual(MOST);
  expect((await http.get('/health/ready')).status).toBe(503);

  // Turned away before the body is read, with a time to come back that is not everybody's; other routes are not behind
  // that door.
  const connection = await RawConnection.open(http.url);
  connection.send(rawPost('/v1/trazas', trazas(1))[0]);
  expect(await connection.answer()).toMatch(/^HTTP\/1.1 503 [^]*retry-after: \d[^]*cola-saturada/i);
  connection.close();
  const english = await http.post<{ detail: string }>('/v1/trazas', '{', { 'accept-language': 'en' });
  expect(english.body.detail).toMatch(/^Nothing of this request was accepted. Repeat it in \d+ s.$/);
  expect((await http.post<{ type: string }>('/v1/envios', {})).status).toBe(400);

  await system.startServer('postgres');
  for (const capturaId of captured)
    expect(
      await poll('a receipt to be complete', () => given.settled(capturaId).catch(() => undefined)),
    ).toMatchObject({ total: 20, aplicadas: 20 });
  await opens();
  expect(system.surprises).toEqual([]);
});
