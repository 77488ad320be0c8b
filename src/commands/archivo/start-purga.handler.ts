import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { type Ejecucion, JobLauncher } from '../../modules/programaciones/contract.js';
import { POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CLIENTE_EXISTS } from './purge-cliente.command.js';
import { StartPurgaCommand } from './start-purga.command.js';
import { nameOf } from '../../platform/access/actor.js';

@CommandHandler(StartPurgaCommand)
export class StartPurgaHandler implements ICommandHandler<StartPurgaCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly jobs: JobLauncher,
  ) {}

  /** @throws {DomainError} `recurso-desconocido` for a cliente that there is not */
  async execute({ clienteId, input, context }: StartPurgaCommand): Promise<Ejecucion> {
    const { rowCount } = await this.pool.query(CLIENTE_EXISTS, [clienteId]);
    if (!rowCount) throw new DomainError('recurso-desconocido', { recurso: 'cliente', id: clienteId });
    const parametros = { clienteId, motivo: input.motivo, solicitadaPor: nameOf(context.actor) };
    return this.jobs.start('purga', parametros, input.simulacro, context);
  }
}
