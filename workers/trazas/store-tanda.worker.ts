import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Job } from 'bullmq';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import type { Tanda } from '../../src/modules/trazas/contract.js';
import type { JobWorker } from '../../src/platform/queues/job-worker.js';

/** Stores the tandas of the masivas, and what versions before have left in the queue that was the only one. */
@Injectable()
export class StoreTandaWorker implements JobWorker<Tanda> {
  readonly queue = 'trazas';
  // More than the lanes can store at once: what is taken meanwhile goes into their next transactions together.
  readonly concurrency = 64;

  constructor(private readonly commands: CommandBus) {}

  run({ data }: Job<Tanda>): Promise<void> {
    return this.commands.execute(new StoreTandaCommand(data));
  }
}
