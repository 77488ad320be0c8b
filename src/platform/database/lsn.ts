import type { Queryable } from './pool.js';

/** A place in PostgreSQL's write-ahead log: everything that was committed before it is in front of it. */
export type Lsn = bigint;

const TOKEN = /^[0-9a-f]{16}$/;

/** A place as the wire shows it: an opaque token. */
export function encodeVersion(lsn: Lsn): string {
  return lsn.toString(16).padStart(16, '0');
}

/** The place of a token, or undefined for what is none. */
export function decodeVersion(token: string): Lsn | undefined {
  return TOKEN.test(token) ? BigInt(`0x${token}`) : undefined;
}

/** PostgreSQL's own form, `16/B374D848`. */
function parseLsn(text: string): Lsn {
  const [high, low] = text.split('/').map((half) => BigInt(`0x${half}`)) as [bigint, bigint];
  return (high << 32n) | low;
}

// A commit is in front of what is flushed, except where commits do not wait for it. What is inserted may be further, and a
// replica gets none of it before it is flushed.
const WRITTEN = `
  SELECT CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn()
              ELSE pg_current_wal_flush_lsn() END AS lsn`;

// Of a server that was made the primary, what it has written.
const REPLAYED = `
  SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END AS lsn`;

/** Where a primary is: behind everything that it has committed. */
export async function writtenBy(primary: Queryable): Promise<Lsn> {
  return readLsn(primary, 'version-escrita', WRITTEN);
}

/** How far a replica shows what the primary has committed. */
export async function replayedBy(replica: Queryable): Promise<Lsn> {
  return readLsn(replica, 'version-leida', REPLAYED);
}

async function readLsn(db: Queryable, name: string, text: string): Promise<Lsn> {
  const { rows } = await db.query<{ lsn: string }>({ name, text });
  return parseLsn(rows[0]?.lsn ?? '0/0');
}
