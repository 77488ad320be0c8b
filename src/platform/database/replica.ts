import { Logger } from '@nestjs/common';
import type pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { type Lsn, replayedBy } from './lsn.js';
import { isDatabaseUnavailable, sqlState } from './sql-errors.js';
import { together } from '../lifecycle/together.js';

/** Between two questions how far it is, while somebody waits. */
const ASK_EVERY_MS = 5;

/** A replica that failed is left alone for so long. */
const REST_MS = 2_000;

/** SQLSTATE of a statement that stood in the way of what the replica had to replay. */
const RECOVERY_CONFLICT = '40001';

/** A streaming replica that queries go to: how far it is, and whether it is there. */
export class Replica {
  private readonly logger = new Logger('replica');
  private replayed: Lsn = 0n;
  /** All who wait share a question. */
  private readonly askTogether = together(() => this.ask());
  private failedAt = Number.NEGATIVE_INFINITY;
  private failing = false;

  constructor(readonly pool: pg.Pool) {}

  /** Whether it may be asked. After a failure it is tried again by and by. */
  get usable(): boolean {
    return performance.now() - this.failedAt > REST_MS;
  }

  /**
   * Waits until it shows everything in front of a place, but not longer than `ms`.
   *
   * @returns whether it does; false as well when it is not there.
   */
  async reaches(place: Lsn, ms: number): Promise<boolean> {
    const deadline = performance.now() + ms;
    while (this.replayed < place) {
      if (!this.usable) return false;
      const reached = await this.askTogether().catch(() => undefined);
      if (reached === undefined || performance.now() > deadline) return this.replayed >= place;
      if (reached < place) await delay(ASK_EVERY_MS);
    }
    return true;
  }

  /**
   * Asks it.
   *
   * @returns undefined when it cannot answer, and the primary is to be asked instead.
   */
  async attempt<T>(work: (pool: pg.Pool) => Promise<T>): Promise<{ answer: T } | undefined> {
    if (!this.usable) return undefined;
    try {
      const answer = await work(this.pool);
      this.works();
      return { answer };
    } catch (error) {
      if (sqlState(error) === RECOVERY_CONFLICT) return undefined;
      if (!isDatabaseUnavailable(error)) throw error;
      this.fails(error as Error);
      return undefined;
    }
  }

  /** Whether it answers at this moment. */
  async isThere(): Promise<boolean> {
    return (await this.attempt((pool) => pool.query('SELECT 1'))) !== undefined;
  }

  private async ask(): Promise<Lsn> {
    const asked = await this.attempt(replayedBy);
    if (!asked) throw new Error('the replica does not answer');
    return (this.replayed = asked.answer);
  }

  private works(): void {
    if (this.failing) this.logger.log('La réplica de lectura responde de nuevo.');
    this.failing = false;
  }

  private fails({ message }: Error): void {
    this.failedAt = performance.now();
    // It may come back as another one, that is not as far.
    this.replayed = 0n;
    if (!this.failing) this.logger.warn(`La réplica de lectura no responde, se lee del primario: ${message}`);
    this.failing = true;
  }
}
