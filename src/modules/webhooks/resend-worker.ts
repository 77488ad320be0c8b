import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { type Errand, type ErrandWorker, WorksErrands } from '../../platform/errands/errand-worker.js';
import { Errands } from '../../platform/errands/errands.js';
import { Log } from '../../platform/log/log.js';
import { behind, comparePlaces, type Place } from '../../platform/log/place.js';
import { DELIVERY, Subscriptions } from './subscriptions.js';

/** Kind of the errand that has a stretch of the log sent once more. */
export const RESEND = 'webhook-reenvio';

/** Facts and positions of one look. */
const LIMIT = 500;
const WINDOW = 5_000;

/** What is sent once more. */
export interface Stretch {
  after: Place;
  /** Last position. */
  upTo: number;
}

/** Files the deliveries of a stretch of the log for one webhook again. A kill in between has it begin anew, which repeats some. */
@Injectable()
@WorksErrands()
export class ResendWorker implements ErrandWorker {
  readonly kind = RESEND;

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly log: Log,
    private readonly subscriptions: Subscriptions,
  ) {}

  async run({ destination: id, body }: Errand, signal: AbortSignal): Promise<void> {
    const { after, upTo } = body as unknown as Stretch;
    let place = after;
    while (comparePlaces(place, behind(upTo)) < 0) {
      signal.throwIfAborted();
      const end = Math.min(place.posicion + WINDOW, upTo);
      const facts = await this.log.list({ after: place, upTo: end, limit: LIMIT, types: ['pe.trazo.*'] });
      await inTransaction(this.pool, async (db) =>
        Errands.fileAgain(db, DELIVERY, await this.subscriptions.deliveriesOf(db, facts, id)),
      );
      place = facts.length === LIMIT ? (facts.at(-1)?.place ?? behind(end)) : behind(end);
    }
  }
}
