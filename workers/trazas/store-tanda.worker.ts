import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Job } from 'bullmq';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import type { Tanda } from '../../src/modules/trazas/contract.js';
import { CONFIG, type Config } from '../../src/platform/config/config.js';
import type { JobWorker } from '../../src/platform/queues/job-worker.js';

/** Stores the tandas of the write-ahead queue. */
@Injectable()
export class StoreTandaWorker implements JobWorker<Tanda> {
  readonly queue = 'trazas';
  readonly concurrency: number;

  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) { TRAZO_INGESTA_CONCURRENCIA }: Config,
  ) {
    this.concurrency = TRAZO_INGESTA_CONCURRENCIA;
  }

  run({ data }: Job<Tanda>): Promise<void> {
    return this.commands.execute(new StoreTandaCommand(data));
  }
}
