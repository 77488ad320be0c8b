import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { ListaColas } from '../../src/modules/colas/cola.dto.js';
import { type Beat, Heartbeat, readBeats } from '../../src/platform/queues/heartbeat.js';
import { QueueGauge, secondsToDrain } from '../../src/platform/queues/queue-gauge.js';
import { TRAZA_QUEUES } from '../../src/modules/trazas/domain/via.js';
import { queueNames } from '../../src/platform/queues/queues.js';
import { answersAs } from '../support/api-description.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let gauge: QueueGauge;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  gauge = stack.get(QueueGauge);
});
afterEach(() => stack.stopWorker());
afterAll(() => stack.close());

test('without a worker: every traza that was acknowledged is counted, and how long it waits', async () => {
  const { codigo } = await stack.given.envio();
  expect(await gauge.read('trazas')).toMatchObject({
    items: 0,
    capacity: null,
    oldestWaitingMs: null,
    lagMs: null,
    workers: 0,
  });
  const before = Date.now();
  for (const count of [21, 87, 100])
    await stack.given.captured(Array.from({ length: count }, () => stack.given.traza(codigo)));
  const reading = await poll('the oldest to have waited 50 ms', async () => {
    const now = await gauge.read('trazas');
    return (now.lagMs ?? 0) >= 50 && now;
  });
  expect(reading).toMatchObject({ items: 208, jobs: { waiting: 3, active: 0, delayed: 0, failed: 0 } });
  expect(reading.oldestWaitingMs).toBeLessThanOrEqual(Date.now() - before);
  expect(secondsToDrain(reading)).toBeNull();
});

test('with a worker: what was drained, what it could drain, and that it lives', async () => {
  await stack.startWorker();
  const reading = await poll('the worker to tell of 208 trazas in 3 tandas', async () => {
    const now = await gauge.read('trazas');
    const { jobs, items } = now.drained;
    return now.items === 0 && Math.abs(items / jobs - 208 / 3) < 0.01 && now;
  });
  expect(reading.workers).toBe(1);
  expect(reading.capacity).toBeGreaterThan(reading.drained.items);
  expect(secondsToDrain(reading)).toBe(0);

  await stack.stopWorker();
  const { codigo } = await stack.given.envio();
  await stack.given.captured(Array.from({ length: 21 }, () => stack.given.traza(codigo)));
  const alone = await poll('the worker to be gone', async () => {
    const now = await gauge.read('trazas');
    return now.workers === 0 && now;
  });
  expect(alone).toMatchObject({ items: 21, drained: { jobs: 0, items: 0 } });
  expect(secondsToDrain(alone)).toBeCloseTo(21 / (alone.capacity as number), 6);
});

test('of a long queue it looks at a sample and is not far off', async () => {
  const queue = new Queue('ejecuciones', {
    connection: { url: stack.config.REDIS_URL },
    prefix: stack.config.REDIS_PREFIX,
  });
  // The worker before may have had no time for runs that were due.
  await queue.obliterate({ force: true });
  // Sizes that change along the queue, so that a look at one end alone would be wrong by half.
  const sizes = Array.from({ length: 6_000 }, (_, index) => 1 + Math.floor(index / 20));
  await queue.addBulk(sizes.map((size) => ({ name: String(size), data: {} })));
  const { items, jobs } = await gauge.read('ejecuciones');
  const truth = sizes.reduce((sum, size) => sum + size);
  expect(jobs.waiting).toBe(6_000);
  expect(Math.abs(items / truth - 1)).toBeLessThan(0.05);
  await queue.obliterate({ force: true });
  await queue.close();
});

test('a run that a schedule has for later is no lag, one that is overdue is', async () => {
  const queue = new Queue('programaciones', {
    connection: { url: stack.config.REDIS_URL },
    prefix: stack.config.REDIS_PREFIX,
  });
  await queue.obliterate({ force: true });
  await queue.upsertJobScheduler('reloj', { every: 60_000, startDate: Date.now() + 60_000 });
  expect(await gauge.read('programaciones')).toMatchObject({ jobs: { delayed: 1 }, items: 1, lagMs: null });
  await queue.upsertJobScheduler('reloj', { every: 100, startDate: Date.now() + 100 });
  await poll('the run to be overdue', async () => ((await gauge.read('programaciones')).lagMs ?? 0) > 100);
  await queue.obliterate({ force: true });
  await queue.close();
});

test('a worker that is killed is not alive any more, though it could not say so', async () => {
  const redis = new Redis(stack.config.REDIS_URL);
  const prefix = `${stack.config.REDIS_PREFIX}:matado`;
  const victim = redis.duplicate();
  const pulse = { jobs: 1, items: 2, capacity: 3 };
  const beat = Object.fromEntries(queueNames().map((queue) => [queue, pulse])) as Beat;
  const heartbeat = new Heartbeat(victim, prefix, () => beat);
  await heartbeat.start();
  expect(await readBeats(redis, prefix)).toEqual({ alive: [beat], last: beat });
  victim.disconnect();
  await poll('it to be given up', async () => (await readBeats(redis, prefix)).alive.length === 0);
  expect(await readBeats(redis, prefix)).toEqual({ alive: [], last: beat });
  heartbeat.stop();
  await redis.quit();
});

test('GET /v1/colas tells it of every queue, as the description says', async () => {
  await stack.startWorker();
  const { body } = await poll('the worker to be seen', async () => {
    const answer = await stack.http.get<ListaColas>('/v1/colas');
    return answer.body.datos[0]!.workers === 1 && answer;
  });
  expect(body.datos.map(({ nombre }) => nombre)).toEqual(queueNames());
  expect(body.datos.filter(({ trazas }) => trazas !== null).map(({ nombre }) => nombre)).toEqual([
    ...TRAZA_QUEUES,
  ]);
  (await answersAs(stack.http))('ListaColas', body);
});
