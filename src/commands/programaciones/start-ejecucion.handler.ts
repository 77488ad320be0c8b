import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';
import { toEjecucion } from '../../modules/programaciones/ejecucion-row.js';
import { EjecucionWriter } from '../../modules/programaciones/ejecucion-writer.js';
import { assertNamed } from '../../modules/programaciones/named-parameters.js';
import { ProgramacionWriter } from '../../modules/programaciones/programacion-writer.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { once } from '../../platform/idempotency/once.js';
import { explainParameters } from '../../platform/jobs/job-parameters.js';
import { RunQueue } from '../../platform/jobs/run-queue.js';
import { StartEjecucionCommand } from './start-ejecucion.command.js';

@CommandHandler(StartEjecucionCommand)
export class StartEjecucionHandler implements ICommandHandler<StartEjecucionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly programaciones: ProgramacionWriter,
    private readonly ejecuciones: EjecucionWriter,
    private readonly queue: RunQueue,
  ) {}

  /** @throws {DomainError} `validacion`, `ejecucion-en-curso` where the overlap policy admits no other run. */
  async execute(command: StartEjecucionCommand): Promise<Ejecucion> {
    const { input, context } = command;
    const started = await inTransaction(this.pool, (client) =>
      once(client, context.key, async () => {
        const programacion = await this.programaciones.lock(client, command.programacionId);
        const { id, tipo, solapamiento } = programacion;
        const parametros = { ...programacion.parametros, ...input.parametros };
        const faults = explainParameters(tipo, parametros, '#/parametros');
        if (faults.length > 0) throw DomainError.invalid(faults);
        await assertNamed(client, tipo, parametros, true);
        const simulacro = input.simulacro ?? false;
        const actor = nameOf(context.actor);
        const launch = { origen: 'manual', parametros, simulacro, actor } as const;
        const row = await this.ejecuciones.launch(client, programacion, launch);
        if (!row) throw new DomainError('ejecucion-en-curso', { id, solapamiento });
        return toEjecucion(row, context.language);
      }),
    );
    this.queue.announce([{ id: started.id, intentos: 0, disponibleEn: started.creadaEn }]);
    return started;
  }
}
