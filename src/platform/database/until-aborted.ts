import pg from 'pg';
import { DomainError } from '../errors/domain-error.js';
import { withConnection } from './transaction.js';

/** A connection of pg knows the server process behind it. */
type Backend = pg.PoolClient & pg.Client & { processID: number };

/**
 * Lends one connection of the pool to `work`. When the signal is aborted, the statement that runs on it is cancelled:
 * nobody waits for its answer any more. The connection is given back when that has been done, so that no other
 * statement is hit.
 *
 * @throws {DomainError} `solicitud-abandonada` when it was aborted.
 */
export function untilAborted<T>(
  pool: pg.Pool,
  signal: AbortSignal,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return withConnection(pool, async (client) => {
    if (signal.aborted) throw new DomainError('solicitud-abandonada');
    let cancelling: Promise<void> | undefined;
    const cancel = () => {
      cancelling = cancelStatement(client as Backend);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await work(client);
    } catch (error) {
      throw signal.aborted ? new DomainError('solicitud-abandonada', {}, [], error) : error;
    } finally {
      signal.removeEventListener('abort', cancel);
      await cancelling;
    }
  });
}

/** On a connection of its own: those of the pool may all be busy with what is to be cancelled. */
async function cancelStatement({
  host,
  port,
  user,
  password,
  database,
  ssl,
  processID,
}: Backend): Promise<void> {
  // Of the very server that it runs on: a pool may have several.
  const client = new pg.Client({ host, port, user, password, database, ssl });
  // Not being able to cancel is no harm: the statement's time is limited anyway.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_cancel_backend($1)', [processID]);
  } catch {
    return;
  } finally {
    await client.end().catch(() => undefined);
  }
}
