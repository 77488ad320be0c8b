import { Redis, type RedisOptions } from 'ioredis';
import type { Config } from '../config/config.js';

/** Token of the Redis connection of requests: it fails at once while Redis is away. */
export const REDIS = Symbol('REDIS');

/** Thrown when the given Redis cannot keep the promise that a 202 makes. */
export class RedisGuaranteeError extends Error {}

/** How long Redis may take for an answer. */
const ANSWER_LIMIT_MS = 5_000;

/** The same where BullMQ waits for a job: it asks again after 10 s at most. */
const WORKER_SILENCE_MS = 15_000;

/**
 * A connection for requests: while Redis is away it fails at once instead of keeping them waiting, and a write that is
 * not confirmed in time counts as not made. Resolves when it is connected.
 */
export async function connectForRequests({ REDIS_URL }: Config): Promise<Redis> {
  const options = {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: ANSWER_LIMIT_MS,
    // The connection that it did not come on is taken for dead: its machine or its wire may be gone without a word.
    socketTimeout: ANSWER_LIMIT_MS,
    lazyConnect: true,
  };
  const redis = connect(REDIS_URL, options);
  await redis.connect();
  return redis;
}

/** A connection for workers: they wait for Redis to come back, however long. */
export function connectForWorker({ REDIS_URL }: Config): Redis {
  return connect(REDIS_URL, { maxRetriesPerRequest: null, socketTimeout: WORKER_SILENCE_MS });
}

/** A connection that listens to others. It says when it is ready, anew each time; whoever has it subscribes then. */
export function connectForSignals({ REDIS_URL }: Config): Redis {
  // By itself it would subscribe again without hearing whether it may.
  return connect(REDIS_URL, { maxRetriesPerRequest: null, autoResubscribe: false });
}

function connect(url: string, options: RedisOptions): Redis {
  const redis = new Redis(url, { ...options, retryStrategy: (attempt) => Math.min(attempt * 50, 1_000) });
  // Every command reports its own failure; without a listener the connection's would end the process.
  redis.on('error', () => undefined);
  return redis;
}

/** Settings without which what was acknowledged can be lost, and why. */
const NEEDED = {
  appendonly: { value: 'yes', why: 'sin AOF, un reinicio de Redis pierde lo que ya se aceptó' },
  appendfsync: { value: 'always', why: 'un 202 promete que todo está ya en el disco' },
  'maxmemory-policy': { value: 'noeviction', why: 'otra política borra lo aceptado cuando falta memoria' },
};

/**
 * Checks that Redis is recent enough and keeps what it acknowledges.
 *
 * @throws {RedisGuaranteeError} naming what is missing and how to go on.
 */
export async function assertGuarantees(config: Config): Promise<void> {
  const redis = new Redis(config.REDIS_URL, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    commandTimeout: ANSWER_LIMIT_MS,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect().catch((cause: Error) => {
      throw new RedisGuaranteeError(`No se pudo conectar con Redis (REDIS_URL): ${cause.message}`, { cause });
    });
    const faults = await findFaults(redis);
    if (faults.length === 0 || config.TRAZO_REDIS_SIN_GARANTIAS) return;
    throw new RedisGuaranteeError(
      `El Redis de REDIS_URL no puede cumplir lo que promete un 202:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\n` +
        'Corrija su configuración, o acepte el riesgo de perder lo aceptado con TRAZO_REDIS_SIN_GARANTIAS=si.',
    );
  } finally {
    // On a connection that never was, ioredis would hold the process for two seconds more.
    if (redis.status !== 'end') redis.disconnect();
  }
}

async function findFaults(redis: Redis): Promise<string[]> {
  const version = /redis_version:(\d+)/.exec(await redis.info('server'))?.[1];
  const old =
    Number(version) < 7 ? [`es la versión ${version}; hace falta la 7 o una posterior, o Valkey`] : [];
  const settings = await Promise.all(
    Object.entries(NEEDED).map(async ([name, { value, why }]) => {
      const answer = (await redis.config('GET', name).catch(() => [])) as string[];
      const given = answer[1];
      if (given === value) return [];
      return given === undefined
        ? [`no deja leer «${name}», que debe ser «${value}»: ${why}`]
        : [`«${name}» es «${given}» y debe ser «${value}»: ${why}`];
    }),
  );
  return [...old, ...settings.flat()];
}
