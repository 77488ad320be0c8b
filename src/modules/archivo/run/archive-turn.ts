import type pg from 'pg';
import { withAdvisoryLock, withSharedLock } from '../../../platform/database/advisory-lock.js';
import { withConnection } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/errors/domain-error.js';

// Shared by all connections that change something for the archive, whoever's they are.
const WORK = 'archivo:obra';

const NEXT = 'UPDATE turno_archivo SET numero = numero + 1 RETURNING numero';

const IS_MINE = 'SELECT FROM turno_archivo WHERE numero = $1';

/**
 * The right of one job to change something for the archive. A job that has lost its lock without noticing has a number that
 * is no longer the last, and can change nothing more.
 */
export class ArchiveTurn {
  private constructor(
    readonly number: number,
    private readonly pool: pg.Pool,
  ) {}

  /** Takes the next turn, on the connection that holds the lock: from here on, nobody begins anything in an older one. */
  static async next(client: pg.PoolClient, pool: pg.Pool): Promise<ArchiveTurn> {
    const { rows } = await client.query<{ numero: number }>(NEXT);
    return new ArchiveTurn((rows[0] as { numero: number }).numero, pool);
  }

  /** Whether what was begun in older turns is done. */
  async isAlone(client: pg.PoolClient): Promise<boolean> {
    return (await withAdvisoryLock(client, WORK, false, () => Promise.resolve(true))) ?? false;
  }

  /**
   * Lends a connection on which something may be changed. Nobody takes over before it is given back.
   *
   * @throws {DomainError} `archivo-en-curso` when somebody has taken over
   */
  work<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return withConnection(this.pool, (client) =>
      withSharedLock(client, WORK, async () => {
        const { rowCount } = await client.query(IS_MINE, [this.number]);
        if (rowCount !== 1) throw new DomainError('archivo-en-curso');
        return work(client);
      }),
    );
  }
}
