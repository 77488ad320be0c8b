import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Job } from 'bullmq';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import type { Tanda } from '../../src/modules/trazas/contract.js';
import type { JobWorker } from '../../src/platform/queues/job-worker.js';

/** Stores the tandas of the sueltas: its slots are its own, so that it never waits for one of a masiva. */
@Injectable()
export class StoreSueltasWorker implements JobWorker<Tanda> {
  readonly queue = 'trazas-sueltas';
  readonly concurrency = 64;

  constructor(private readonly commands: CommandBus) {}

  run({ data }: Job<Tanda>): Promise<void> {
    return this.commands.execute(new StoreTandaCommand(data));
  }
}
