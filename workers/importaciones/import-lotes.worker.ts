import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ImportLoteCommand } from '../../src/commands/importaciones/import-lote.command.js';
import type { JobWorker } from '../../src/platform/queues/job-worker.js';

/** Lotes of one run: a process that is told to stop finishes them first. */
const LOTES_A_RUN = 20;

/** Works off the files that offices upload. */
@Injectable()
export class ImportLotesWorker implements JobWorker {
  readonly queue = 'importaciones';
  readonly everyMs = 1_000;

  constructor(private readonly commands: CommandBus) {}

  async run(): Promise<void> {
    for (let lote = 0; lote < LOTES_A_RUN; lote += 1)
      if (!(await this.commands.execute(new ImportLoteCommand()))) return;
  }
}
