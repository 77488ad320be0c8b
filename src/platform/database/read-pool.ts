import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import type { Replica } from './replica.js';

const onlyPrimary = new AsyncLocalStorage<true>();

/** Runs `work` with all of its queries on the primary. */
export function onPrimary<T>(work: () => T): T {
  return onlyPrimary.run(true, work);
}

/** Sends queries to a replica, and to the primary what must be read there or what the replica cannot answer. */
class ReadPool {
  readonly query: pg.Pool['query'];

  constructor(
    private readonly primary: pg.Pool,
    private readonly replica: Replica,
  ) {
    type Query = (...args: unknown[]) => Promise<unknown>;
    const query: Query = (...args) => this.route((pool) => (pool.query as Query)(...args));
    this.query = query as pg.Pool['query'];
  }

  connect(): Promise<pg.PoolClient> {
    return this.route((pool) => pool.connect());
  }

  private async route<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
    const asked = onlyPrimary.getStore() ? undefined : await this.replica.attempt(work);
    return asked ? asked.answer : work(this.primary);
  }
}

/**
 * The pool for queries: of the replica where there is one, else of the primary. It has what queries use of a pool, `query`
 * and `connect`.
 */
export function createReadPool(primary: pg.Pool, replica: Replica | undefined): pg.Pool {
  return replica ? (new ReadPool(primary, replica) as unknown as pg.Pool) : primary;
}
