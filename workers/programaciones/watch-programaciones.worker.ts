import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Job } from 'bullmq';
import { FireProgramacionesCommand } from '../../src/commands/programaciones/fire-programaciones.command.js';
import { RecoverEjecucionesCommand } from '../../src/commands/programaciones/recover-ejecuciones.command.js';
import { SyncProgramacionesCommand } from '../../src/commands/programaciones/sync-programaciones.command.js';
import type { JobWorker } from '../../src/platform/queues/job-worker.js';

/** Hears the alarms of the programaciones; and looks by itself what no alarm told. */
@Injectable()
export class WatchProgramacionesWorker implements JobWorker<{ id?: string }> {
  readonly queue = 'programaciones';
  readonly everyMs = 5_000;
  // An alarm does not wait for the look at all of them.
  readonly concurrency = 4;

  constructor(private readonly commands: CommandBus) {}

  async run({ data: { id } }: Job<{ id?: string }>): Promise<void> {
    if (!id) await this.commands.execute(new SyncProgramacionesCommand());
    await this.commands.execute(new FireProgramacionesCommand(id));
    if (!id) await this.commands.execute(new RecoverEjecucionesCommand());
  }
}
