import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { withAdvisoryLock } from '../../platform/database/advisory-lock.js';
import { withConnection } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ARCHIVE_POOL } from './archive-pool.js';
import { dropLeftovers } from './grace.js';

// A process that was killed holds its lock until its server notices: some seconds, while a statement of it still runs.
const PATIENCE_MS = 20_000;
const INTERVAL_MS = 200;

/** Lets one job of the archive work at a time in the whole installation. */
@Injectable()
export class ArchiveLock {
  constructor(@Inject(ARCHIVE_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `archivo-en-curso` while another one is at work */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const done = await withConnection(this.pool, (client) =>
        withAdvisoryLock(client, 'archivo', false, async () => {
          await dropLeftovers(client);
          return { result: await work() };
        }),
      );
      if (done) return done.result;
      if (Date.now() > deadline) throw new DomainError('archivo-en-curso');
      await delay(INTERVAL_MS);
    }
  }
}
