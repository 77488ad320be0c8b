import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { Errands } from '../../platform/errands/errands.js';
import type { Fact } from '../../platform/log/fact.js';
import { LogReader, type Reader } from '../../platform/readers/reader.js';
import { DELIVERY, Subscriptions } from './subscriptions.js';

/** Files a delivery for each webhook that wants to hear of a fact. */
@Injectable()
@LogReader()
export class WebhookReader implements Reader {
  readonly name = 'webhooks';
  readonly types = ['pe.trazo.*'];

  constructor(private readonly subscriptions: Subscriptions) {}

  /** All facts of a batch in one transaction: the deliveries of one subject keep their order by themselves. */
  readonly keyOf = (): string => '';

  async handle(facts: readonly Fact[], db: Queryable): Promise<void> {
    await Errands.file(db, DELIVERY, await this.subscriptions.deliveriesOf(db, facts));
  }

  async snapshot(): Promise<void> {
    // There were no webhooks before: nobody wants what happened then.
  }
}
