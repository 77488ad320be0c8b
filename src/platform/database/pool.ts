import pg from 'pg';

type Parser = (text: string) => unknown;

const asInstant: Parser = (text) => new Date(text).toISOString();
const asIs: Parser = (text) => text;

/** Times leave the database as the wire wants them, RFC 3339 UTC with milliseconds; bigint as number; date as text. */
const PARSERS = new Map<number, Parser>([
  [pg.types.builtins.TIMESTAMPTZ, asInstant],
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
  /** Shown in `pg_stat_activity`. */
  name: string;
}

/**
 * Opens a connection pool whose sessions speak UTC.
 *
 * @param url - `postgres://` URL of the database.
 */
export function createPool(url: string, { max, statementTimeoutMs, name }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementTimeoutMs,
    options: '-c TimeZone=UTC',
  });
  // An idle connection that the server closes is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** What runs SQL: the pool, or one connection of it inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;
