/**
 * What a team would pick instead of Trazo: Fastify, and a queue used as its manual shows it, one job a traza, whose worker
 * looks the envío up and stores the traza with Prisma's `createMany`. No receipts, no read models, no isolation of poison.
 *
 * rival.ts <bullmq | pg-boss | graphile-worker> <api | worker> <database> <redis> <package.json of the rivals>
 */
import { Queue, Worker } from 'bullmq';
import { fastify } from 'fastify';
import { Redis } from 'ioredis';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { ROOT } from '../../scripts/setup.mjs';
import { serve } from '../esqueleto/serve.js';
import type { Traza } from '../esqueleto/traffic.js';
import type { PrismaClient } from '../../src/platform/database/prisma/client.js';

/** A queue, as far as this needs one. */
interface Rival {
  add(traza: Traza): Promise<unknown>;
  /** Hands trazas over as the queue's worker gets them. */
  work(store: (trazas: readonly Traza[]) => Promise<void>): Promise<unknown>;
}

const [kind = '', role = '', databaseUrl = '', redisUrl = '', manifest = ''] = process.argv.slice(2);
const CONNECTIONS = 10;
const CONCURRENCY = 50;
const BATCH = 100;

const fromRivals = createRequire(manifest);
const importRival = async <T>(name: string) =>
  (await import(pathToFileURL(fromRivals.resolve(name)).href)) as T;

const RIVALS: Record<string, () => Promise<Rival>> = {
  async bullmq() {
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
    const queue = new Queue<Traza>('rival', { connection });
    return {
      add: (traza) => queue.add('traza', traza, { removeOnComplete: true, attempts: 5 }),
      work: (store) =>
        new Worker<Traza>('rival', ({ data }) => store([data]), {
          connection,
          concurrency: CONCURRENCY,
        }).waitUntilReady(),
    };
  },
  async 'pg-boss'() {
    interface Boss {
      start(): Promise<unknown>;
      createQueue(name: string): Promise<unknown>;
      send(name: string, data: object): Promise<unknown>;
      work(
        name: string,
        options: object,
        handler: (jobs: { data: Traza }[]) => Promise<void>,
      ): Promise<unknown>;
    }
    const { PgBoss } = await importRival<{ PgBoss: new (options: object) => Boss }>('pg-boss');
    const boss = new PgBoss({ connectionString: databaseUrl, max: CONNECTIONS });
    await boss.start();
    await boss.createQueue('rival');
    return {
      add: (traza) => boss.send('rival', traza),
      work: (store) =>
        boss.work('rival', { batchSize: BATCH, pollingIntervalSeconds: 0.5 }, (jobs) =>
          store(jobs.map(({ data }) => data)),
        ),
    };
  },
  async 'graphile-worker'() {
    interface Graphile {
      makeWorkerUtils(options: object): Promise<{
        migrate(): Promise<void>;
        addJob(task: string, payload: object): Promise<unknown>;
      }>;
      run(options: object): Promise<unknown>;
    }
    const { makeWorkerUtils, run } = await importRival<Graphile>('graphile-worker');
    const options = { connectionString: databaseUrl, maxPoolSize: CONNECTIONS };
    const utils = await makeWorkerUtils(options);
    await utils.migrate();
    return {
      add: (traza) => utils.addJob('traza', traza),
      work: (store) =>
        run({
          ...options,
          concurrency: CONCURRENCY,
          noHandleSignals: true,
          taskList: { traza: (payload: Traza) => store([payload]) },
        }),
    };
  },
};

const rival = await (RIVALS[kind] as () => Promise<Rival>)();
if (role === 'api') {
  const app = fastify();
  app.post('/v1/trazas', async ({ body }, reply) => {
    await rival.add(body as Traza);
    return reply.code(202).send({ aceptadas: 1 });
  });
  await serve(app);
} else {
  const { PrismaClient: Client } = (await import(
    pathToFileURL(join(ROOT, 'dist/src/platform/database/prisma/client.js')).href
  )) as { PrismaClient: typeof PrismaClient };
  const prisma = new Client({
    adapter: new PrismaPg({ connectionString: databaseUrl, max: CONNECTIONS }),
  });
  await rival.work((trazas) => store(prisma, trazas));
  process.on('disconnect', () => process.exit());
  process.on('SIGTERM', () => process.exit());
  process.send?.({ tipo: 'lista' });
}

async function store(prisma: PrismaClient, trazas: readonly Traza[]): Promise<void> {
  const found = await prisma.codigoEnvio.findMany({
    where: { codigo: { in: trazas.map(({ codigo }) => codigo) } },
  });
  const envios = new Map(found.map(({ codigo, envioId }) => [codigo, envioId]));
  await prisma.traza.createMany({
    data: trazas.flatMap(({ codigo, tipo, secuencia, ...traza }) => {
      const envioId = envios.get(codigo);
      if (!envioId) return [];
      return [
        { ...traza, envioId, tipo: tipo as never, secuencia: BigInt(secuencia), recibidoEn: new Date() },
      ];
    }),
    skipDuplicates: true,
  });
}
