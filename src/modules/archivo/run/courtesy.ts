import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { ARCHIVE_POOL } from './archive-pool.js';

/** Milliseconds between two looks at whether others are at work: PostgreSQL's counters are a second behind. */
const LOOK_MS = 1_500;

/** A look that is longer ago is of another time, and says nothing of now. */
const FORGET_MS = 10_000;

/** Transactions a second by which somebody is at work: the program's own clockwork makes fewer. */
const BUSY_PER_SECOND = 50;

/** Longest rest: what a piece waited for, such as a store far away, was no work of ours. */
const LONGEST_MS = 60_000;

const COMMITTED = 'SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()';

/**
 * Keeps the archive out of the way of readers and devices: while they are at work, and until that is known, it works for a
 * small part of the time; while nobody is, without a pause.
 */
@Injectable()
export class Courtesy {
  private last: { at: number; committed: number } | undefined;
  private busy = true;
  private looking: Promise<void> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(ARCHIVE_POOL) private readonly pool: pg.Pool,
  ) {}

  /** The pace of one thing that is done, from now on. */
  pace(signal: AbortSignal): Pace {
    return new Pace(this, signal);
  }

  /** How long to rest after so many milliseconds of work. */
  async restAfter(workedMs: number): Promise<number> {
    const share = this.config.TRAZO_ARCHIVO_PORCENTAJE / 100;
    if (share === 1 || !(await this.othersWork())) return 0;
    return Math.min((workedMs * (1 - share)) / share, LONGEST_MS);
  }

  /** Whether anybody else is at work, as far as is known. */
  async othersWork(): Promise<boolean> {
    const stale = !this.last || performance.now() - this.last.at > LOOK_MS;
    if (stale) this.looking ??= this.look().finally(() => (this.looking = undefined));
    await this.looking;
    return this.busy;
  }

  private async look(): Promise<void> {
    const { rows } = await this.pool.query<{ xact_commit: number }>({ name: 'committed', text: COMMITTED });
    const now = { at: performance.now(), committed: rows[0]?.xact_commit ?? 0 };
    if (!this.last || now.at - this.last.at > FORGET_MS) this.busy = true;
    else {
      const seconds = (now.at - this.last.at) / 1_000;
      this.busy = (now.committed - this.last.committed) / seconds > BUSY_PER_SECOND;
    }
    this.last = now;
  }
}

/** Something that is done in pieces, with a rest after each. */
export class Pace {
  private since = performance.now();

  constructor(
    private readonly courtesy: Courtesy,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Rests after a piece of work, while others are at work. Ends at once when the run has to stop.
   *
   * @returns whether there was anything to rest.
   */
  async rest(): Promise<boolean> {
    const owed = await this.courtesy.restAfter(performance.now() - this.since);
    for (let left = owed; left > 0 && !this.signal.aborted; left -= LOOK_MS) {
      await sleep(Math.min(left, LOOK_MS), undefined, { signal: this.signal }).catch(() => undefined);
      if (!(await this.courtesy.othersWork())) break;
    }
    this.since = performance.now();
    return owed > 0;
  }
}
