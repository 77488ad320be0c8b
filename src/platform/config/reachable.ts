import { Redis } from 'ioredis';
import pg from 'pg';
import type { ConfigFault } from './faults.js';

const ANSWER_LIMIT_MS = 5_000;
const OLDEST_POSTGRES = 18;

/** What is wrong with a PostgreSQL that somebody else runs: nobody there, no way in, too old. */
export async function postgresFaults(variable: string, url: string): Promise<ConfigFault[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: ANSWER_LIMIT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>({
      text: `SELECT current_setting('server_version_num')::int / 10000 AS version`,
      query_timeout: ANSWER_LIMIT_MS,
    } as pg.QueryConfig);
    const version = rows[0]?.version ?? 0;
    return version >= OLDEST_POSTGRES
      ? []
      : [{ variable, fault: `es PostgreSQL ${version}; hace falta el ${OLDEST_POSTGRES} o uno posterior` }];
  } catch (error) {
    return [{ variable, fault: `no se pudo conectar: ${wordsOf(error)}` }];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What is wrong with a Redis that somebody else runs: nobody there, or no way in. */
export async function redisFaults(variable: string, url: string): Promise<ConfigFault[]> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_LIMIT_MS,
    commandTimeout: ANSWER_LIMIT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let cause: unknown;
  redis.on('error', (error) => (cause = error));
  try {
    await redis.connect();
    await redis.ping();
    return [];
  } catch (error) {
    return [{ variable, fault: `no se pudo conectar: ${wordsOf(cause ?? error)}` }];
  } finally {
    redis.disconnect();
  }
}

/** A name that has two addresses fails twice, and then the error itself says nothing. */
function wordsOf(error: unknown): string {
  const { errors, message } = error as Partial<AggregateError>;
  return errors?.length ? errors.map(wordsOf).join('; ') : String(message);
}
