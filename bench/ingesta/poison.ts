import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import type { Bench, Comparison, Measurement } from '../harness/measurement.js';
import { createEnvios, makeTrazas, type Traza } from '../esqueleto/traffic.js';
import { inTurns } from '../harness/rounds.js';
import { Stack } from '../harness/stack.js';

const TANDA = 500;
const REPEATS = 10;
/** A year that PostgreSQL does not hold. The API would refuse it: it is put into the queue behind its back. */
const POISON = '+999999-01-01T00:00:00Z';

/** How long the others of a tanda wait because of one that PostgreSQL refuses. */
export const poisonDelay: Measurement = {
  id: 'veneno_retraso',
  description: `tandas de ${TANDA} guardadas/s sin veneno ÷ con una traza que PostgreSQL no admite en cada una`,
  target: { atMost: 5 },
  async run(bench: Bench): Promise<Comparison> {
    const stack = await Stack.create(bench, 'veneno');
    await stack.start('api');
    const codigos = await createEnvios(stack.url, bench.rapid ? 1_000 : 5_000, bench.seed);
    await stack.start('worker');
    const redis = new Redis(bench.services.redisUrl, { maxRetriesPerRequest: null });
    const options = { connection: redis, prefix: stack.prefix };
    const queue = new Queue('trazas', options);
    const events = new QueueEvents('trazas', options);
    await events.waitUntilReady();
    bench.cleanup.add(async () => redis.disconnect());
    let seed = bench.seed;
    const turn = (poisoned: boolean) => async () => {
      let spent = 0;
      for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        const trazas = makeTrazas(codigos, TANDA, (seed += 1));
        if (poisoned) trazas[seed % TANDA] = { ...(trazas[seed % TANDA] as Traza), ocurridoEn: POISON };
        const tanda = { id: uuidV7(), sal: 1, recibidaEn: new Date().toISOString(), trazas };
        const started = performance.now();
        const job = await queue.add(String(TANDA), tanda, { jobId: tanda.id });
        await job.waitUntilFinished(events);
        spent += performance.now() - started;
      }
      return { perSecond: (1_000 * REPEATS) / spent, cpu: {} };
    };
    const rounds = await inTurns(bench, turn(false), turn(true));
    await events.close();
    await queue.close();
    redis.disconnect();
    await stack.close();
    return {
      subject: { name: 'sin', rounds: rounds.subject },
      baseline: { name: 'con', rounds: rounds.baseline },
      unit: 'tandas/s',
      notes: [...rounds.notes, 'de entrar a la cola a estar guardada, una tanda por vez'],
    };
  },
};
