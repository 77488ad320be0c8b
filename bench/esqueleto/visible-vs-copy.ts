import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownCpuSeconds, withCpu } from '../harness/cpu.js';
import { inTurns } from '../harness/rounds.js';
import { describeStatements } from '../harness/statements.js';
import { Stack } from '../harness/stack.js';
import type { Bench, Comparison, Measurement } from '../harness/measurement.js';
import { count } from '../../tools/runtime/numbers.js';
import { copyIn, copyOut } from '../../tools/runtime/copy.js';
import { createEnvios, LATE, makeTrazas, openMonths, postTrazas } from './traffic.js';
import { untilDrained, untilEmpty, untilFolded } from './until.js';

const TANDA = 500;
const LANES = 2;
/** What a worker does as it starts is over by then. */
const SETTLE_MS = 1_500;

/** A table like `trazas`, with its partitions, keys and indexes, to copy into. */
const CREATE_COPY = `
  DROP TABLE IF EXISTS copia_trazas;
  CREATE TABLE copia_trazas (LIKE trazas INCLUDING ALL) PARTITION BY RANGE (envio_id);
  DO $$
  DECLARE
    particion record;
  BEGIN
    FOR particion IN
      SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) AS bound
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'trazas'::regclass
    LOOP
      EXECUTE format('CREATE TABLE copia_%s PARTITION OF copia_trazas %s', particion.relname, particion.bound);
    END LOOP;
  END
  $$`;

/** What it costs to store a traza once, with its receipt, and to show it, over merely writing its row. */
export const visibleVsCopy: Measurement = {
  id: 'visible_vs_copy',
  description:
    'trazas guardadas y visibles por un worker ÷ COPY de las mismas filas a una tabla igual, por una conexión',
  target: null,
  async run(bench: Bench): Promise<Comparison> {
    const stack = await Stack.create(bench, 'visible');
    await stack.start('api');
    await openMonths(stack.url);
    const redis = new Redis(bench.services.redisUrl, { maxRetriesPerRequest: null });
    const queue = new Queue('trazas', { connection: redis, prefix: stack.prefix });
    bench.cleanup.add(async () => redis.disconnect());
    const envios = bench.rapid ? 2_000 : 20_000;
    const trazas = bench.rapid ? 10_000 : 100_000;

    let since = '';
    const rounds = await inTurns(
      bench,
      async (round) => {
        // New ones each round: a longer history would be another measurement.
        const codigos = await createEnvios(stack.url, envios, bench.seed + round);
        await foldEverything(stack);
        await queue.pause();
        since = new Date().toISOString();
        await postTrazas(stack.url, makeTrazas(codigos, trazas, bench.seed + round), TANDA);
        const { seconds, cpu } = await drain(bench, stack, queue, trazas * (round + 1));
        return { perSecond: trazas / seconds, cpu };
      },
      async () => {
        await stack.pool.query(CREATE_COPY);
        const stored = await copyOut(
          stack.databaseUrl,
          `SELECT * FROM trazas WHERE recibido_en >= '${since}'`,
        );
        const { value: seconds, cpu } = await withCpu(
          { postgres: bench.services.cpuSeconds.postgres, cliente: ownCpuSeconds },
          () => copyIn(stack.databaseUrl, 'copia_trazas', stored),
        );
        return { perSecond: trazas / seconds, cpu };
      },
    );
    const statements = bench.profile ? await describeStatements(stack.pool) : [];
    await queue.close();
    redis.disconnect();
    await stack.close();
    return {
      subject: { name: 'worker', rounds: rounds.subject },
      baseline: { name: 'COPY', rounds: rounds.baseline },
      unit: 'trazas/s',
      notes: [
        ...rounds.notes,
        `${100 * LATE} % de las trazas llegan tarde, detrás de otras más nuevas de su envío`,
        `un worker, por ${LANES} conexiones, vacía una cola llena: ${count(trazas)} trazas en tandas de ${TANDA}, ` +
          `de ${count(envios)} envíos al azar; de soltarla a que la última tanda está guardada`,
        '36 meses abiertos, todas las trazas del mes en curso',
        'COPY: texto ya preparado, una transacción, tabla con las mismas particiones e índices, vacía al empezar',
        ...statements,
      ],
    };
  },
};

/** An empty delta, and statistics as autovacuum would have made them: how a quiet minute leaves things. */
async function foldEverything(stack: Stack): Promise<void> {
  await stack.start('worker', { TRAZO_REFRESCO_SEGUNDOS: '1' });
  await untilFolded(stack.pool);
  await stack.stop('worker');
  await stack.pool.query('VACUUM ANALYZE');
}

/** Lets a worker loose on the queue, and waits until all of it is stored. */
async function drain(bench: Bench, stack: Stack, queue: Queue, events: number) {
  const worker = await stack.start('worker', {
    TRAZO_INGESTA_CARRILES: String(LANES),
    TRAZO_REFRESCO_SEGUNDOS: '86400',
  });
  await sleep(SETTLE_MS);
  const drained = await withCpu(
    { worker: () => worker.cpuSeconds(), ...bench.services.cpuSeconds },
    async () => {
      await queue.resume();
      await untilEmpty(queue);
    },
  );
  await untilDrained(stack.pool, events);
  await stack.stop('worker');
  return drained;
}
