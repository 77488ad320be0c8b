import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import { CONFIG, type Config } from '../../src/platform/config/config.js';
import type { JobWorker } from '../../src/platform/queues/job-worker.js';

/** Looks by the clock which months of the read models are worth a refresh. */
@Injectable()
export class RefreshReadModelsWorker implements JobWorker {
  readonly queue = 'refresco';
  readonly everyMs: number;

  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) { TRAZO_REFRESCO_SEGUNDOS }: Config,
  ) {
    this.everyMs = TRAZO_REFRESCO_SEGUNDOS * 1_000;
  }

  async run(): Promise<void> {
    await this.commands.execute(new RefreshReadModelsCommand(true));
  }
}
