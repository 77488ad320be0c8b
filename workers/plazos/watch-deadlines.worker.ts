import { Injectable } from '@nestjs/common';
import { DeadlineAlarms } from '../../src/platform/deadlines/deadline-alarms.js';
import { DeadlineKeeper } from '../../src/platform/deadlines/deadline-keeper.js';
import type { JobWorker } from '../../src/platform/queues/job-worker.js';

/** Keeps the deadlines: hears their alarms, and looks by itself for what no alarm told. */
@Injectable()
export class WatchDeadlinesWorker implements JobWorker {
  readonly queue = 'plazos';
  readonly everyMs = 5_000;
  // An alarm does not wait for a look that has much to do.
  readonly concurrency = 4;

  constructor(
    private readonly keeper: DeadlineKeeper,
    private readonly alarms: DeadlineAlarms,
  ) {}

  async run(): Promise<void> {
    const nextMs = await this.keeper.look();
    if (nextMs !== undefined) this.alarms.in(nextMs);
  }
}
