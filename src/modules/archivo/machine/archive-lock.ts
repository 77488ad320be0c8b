import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { withAdvisoryLock } from '../../../platform/database/advisory-lock.js';
import { withConnection } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ARCHIVE_POOL } from '../run/archive-pool.js';
import type { ArchiveRun, HeldRun } from '../run/archive-run.js';
import { ArchiveTurn } from '../run/archive-turn.js';
import { dropLeftovers } from './grace.js';
import { Workbench } from '../files/workbench.js';

// A process that was killed holds its lock until its server notices: some seconds, while a statement of it still runs.
const PATIENCE_MS = 20_000;
const INTERVAL_MS = 200;

/** How often the connection that holds the lock is asked whether it is still there, and how long it may take to answer. */
const BEAT_MS = 5_000;
const SILENCE_MS = 10_000;

/** Lets one job of the archive work at a time in the whole installation. */
@Injectable()
export class ArchiveLock {
  constructor(
    @Inject(ARCHIVE_POOL) private readonly pool: pg.Pool,
    private readonly workbench: Workbench,
  ) {}

  /**
   * Does some work for a run while nobody else is at work. When the connection that holds the lock is lost, the run is told
   * to stop, and can change nothing more once somebody else has taken over.
   *
   * @throws {DomainError} `archivo-en-curso` while another one is at work; or what was wrong with a connection that was lost
   */
  async hold<T>(run: ArchiveRun, work: (run: HeldRun) => Promise<T>): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const done = await withConnection(this.pool, (client) =>
        withAdvisoryLock(client, 'archivo', false, async () => {
          const turn = await this.takeTurn(client, deadline);
          await dropLeftovers(client);
          await this.workbench.clear();
          return { result: await whileHeld(client, run, turn, work) };
        }),
      );
      if (done) return done.result;
      await this.waitUntil(deadline);
    }
  }

  private async takeTurn(client: pg.PoolClient, deadline: number): Promise<ArchiveTurn> {
    const turn = await ArchiveTurn.next(client, this.pool);
    while (!(await turn.isAlone(client))) await this.waitUntil(deadline);
    return turn;
  }

  private async waitUntil(deadline: number): Promise<void> {
    if (Date.now() > deadline) throw new DomainError('archivo-en-curso');
    await delay(INTERVAL_MS);
  }
}

async function whileHeld<T>(
  client: pg.PoolClient,
  run: ArchiveRun,
  turn: ArchiveTurn,
  work: (run: HeldRun) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const lose = (error: Error) => lost.abort(error);
  client.on('error', lose);
  const beat = { text: 'SELECT 1', query_timeout: SILENCE_MS };
  const beating = setInterval(() => void client.query(beat).catch(lose), BEAT_MS);
  const signal = AbortSignal.any([run.signal, lost.signal]);
  const held: HeldRun = {
    simulacro: run.simulacro,
    signal,
    turn,
    progress: (done, total, unit) => run.progress(done, total, unit),
    log: (line) => run.log(line),
    checkpoint: async () => {
      await run.checkpoint();
      signal.throwIfAborted();
    },
  };
  try {
    return await work(held);
  } catch (error) {
    // What went wrong afterwards is only its echo.
    throw lost.signal.aborted ? lost.signal.reason : error;
  } finally {
    clearInterval(beating);
    client.off('error', lose);
  }
}
