import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';
import { readEjecucion, toEjecucion } from '../../modules/programaciones/ejecucion-row.js';
import { EjecucionWriter } from '../../modules/programaciones/ejecucion-writer.js';
import { ProgramacionWriter } from '../../modules/programaciones/programacion-writer.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { once } from '../../platform/idempotency/once.js';
import { RunQueue } from '../../platform/jobs/run-queue.js';
import { RetryEjecucionCommand } from './retry-ejecucion.command.js';

@CommandHandler(RetryEjecucionCommand)
export class RetryEjecucionHandler implements ICommandHandler<RetryEjecucionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly programaciones: ProgramacionWriter,
    private readonly ejecuciones: EjecucionWriter,
    private readonly queue: RunQueue,
  ) {}

  /** @throws {DomainError} `ejecucion-sin-fallo`; `ejecucion-en-curso` where the overlap policy admits no other run. */
  async execute({ id, context }: RetryEjecucionCommand): Promise<Ejecucion> {
    const started = await inTransaction(this.pool, (client) =>
      once(client, context.key, async () => {
        const failed = await readEjecucion(client, id);
        const { estado, parametros, simulacro } = failed;
        if (estado !== 'fallida' && estado !== 'cancelada')
          throw new DomainError('ejecucion-sin-fallo', { id, estado });
        const programacion = await this.programaciones.lock(client, failed.programacion_id);
        const actor = nameOf(context.actor);
        const launch = { origen: 'reintento', parametros, simulacro, actor, reintentoDe: id } as const;
        const row = await this.ejecuciones.launch(client, programacion, launch);
        const { solapamiento } = programacion;
        if (!row) throw new DomainError('ejecucion-en-curso', { id: programacion.id, solapamiento });
        return toEjecucion(row, context.language);
      }),
    );
    this.queue.announce([{ id: started.id, intentos: 0, disponibleEn: started.creadaEn }]);
    return started;
  }
}
