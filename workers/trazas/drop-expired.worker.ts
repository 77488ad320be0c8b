import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { DropExpiredCommand } from '../../src/commands/trazas/drop-expired.command.js';
import type { JobWorker } from '../../src/platform/queues/job-worker.js';

/** Drops receipts and idempotency keys that are no longer kept. */
@Injectable()
export class DropExpiredWorker implements JobWorker {
  readonly queue = 'retencion';
  readonly everyMs = 600_000;

  constructor(private readonly commands: CommandBus) {}

  async run(): Promise<void> {
    while ((await this.commands.execute(new DropExpiredCommand())) > 0);
  }
}
