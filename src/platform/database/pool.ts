import pg from 'pg';
import { shownInstant } from './instants.js';

type Parser = (text: string) => unknown;

const asIs: Parser = (text) => text;

/** Times leave the database as the wire wants them, RFC 3339 UTC with milliseconds; bigint as number; date as text. */
const PARSERS = new Map<number, Parser>([
  [pg.types.builtins.TIMESTAMPTZ, shownInstant],
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.DATE, asIs],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format)) as never,
};

export interface PoolOptions {
  /** Most connections at a time. */
  max: number;
  /** Milliseconds after which the server cancels a statement; none if left out. */
  statementTimeoutMs?: number;
  /**
   * Milliseconds after which a statement that nothing was heard of fails, and its connection is taken for dead; none if
   * left out. A statement that may take longer brings its own `query_timeout`.
   */
  silenceLimitMs?: number;
  /** Shown in `pg_stat_activity`. */
  name: string;
}

/**
 * A client that vanished without a word (its machine lost power, its wire was cut, it stands still) must not hold its
 * locks for ever: the server ends a transaction in which nothing happens for 15 s.
 */
const IDLE_IN_TRANSACTION_MS = 15_000;

/** And it looks whether anybody is still there: after 10 s of silence, and while a statement runs. */
const SESSION = Object.entries({
  TimeZone: 'UTC',
  client_connection_check_interval: '5s',
  tcp_keepalives_idle: 10,
  tcp_keepalives_interval: 5,
  tcp_keepalives_count: 3,
  tcp_user_timeout: '25s',
})
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(' ');

/** A session keeps whatever it has prepared or seen of the catalogue: a new one begins small. */
const LIFETIME_S = 3_600;

/**
 * Opens a connection pool whose sessions speak UTC.
 *
 * @param url - `postgres://` URL of the database.
 */
export function createPool(
  url: string,
  { max, statementTimeoutMs, silenceLimitMs, name }: PoolOptions,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    maxLifetimeSeconds: LIFETIME_S,
    types,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    statement_timeout: statementTimeoutMs,
    query_timeout: silenceLimitMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    options: SESSION,
  });
  // An idle connection that the server closes is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** What runs SQL: the pool, or one connection of it inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;
