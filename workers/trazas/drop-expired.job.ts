import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { DropEjecucionesCommand } from '../../src/commands/programaciones/drop-ejecuciones.command.js';
import { DropExpiredCommand, LimpiezaParameters } from '../../src/commands/trazas/drop-expired.command.js';
import type { JobContext, JobResult } from '../../src/platform/jobs/job-context.js';
import type { JobDefinition } from '../../src/platform/jobs/job-definition.js';

/** Days that a run which has ended is kept, unless an operator says otherwise. */
const EJECUCIONES_DIAS = 30;

/** Drops what is no longer kept, in batches: receipts, idempotency keys, runs that ended long ago. */
@Injectable()
export class DropExpiredJob implements JobDefinition<LimpiezaParameters> {
  readonly type = 'limpieza';
  readonly Parameters = LimpiezaParameters;

  constructor(private readonly commands: CommandBus) {}

  async run(context: JobContext<LimpiezaParameters>): Promise<JobResult | null> {
    const { parameters, simulacro } = context;
    const days = parameters.ejecucionesDias ?? EJECUCIONES_DIAS;
    const batches = {
      recibosYClaves: () => this.commands.execute(new DropExpiredCommand(simulacro)),
      ejecuciones: () => this.commands.execute(new DropEjecucionesCommand(days, simulacro)),
    };
    const dropped: Record<string, number> = {};
    let total = 0;
    for (const [name, drop] of Object.entries(batches)) {
      dropped[name] = 0;
      for (let count = -1; count !== 0 && !(simulacro && count > 0);) {
        await context.checkpoint();
        count = await drop();
        dropped[name] += count;
        context.progress((total += count), null, 'filas');
      }
    }
    return total > 0 ? dropped : null;
  }
}
