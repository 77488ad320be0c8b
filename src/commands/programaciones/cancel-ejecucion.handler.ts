import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { isFinal } from '../../modules/programaciones/domain/ejecucion.js';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';
import { toEjecucion } from '../../modules/programaciones/ejecucion-row.js';
import { EjecucionWriter } from '../../modules/programaciones/ejecucion-writer.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CancelEjecucionCommand } from './cancel-ejecucion.command.js';

@CommandHandler(CancelEjecucionCommand)
export class CancelEjecucionHandler implements ICommandHandler<CancelEjecucionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly ejecuciones: EjecucionWriter,
  ) {}

  /**
   * Safe to repeat: who asked first stands.
   *
   * @throws {DomainError} `ejecucion-terminada` when there is nothing left to stop.
   */
  async execute({ id, context }: CancelEjecucionCommand): Promise<Ejecucion> {
    const row = await inTransaction(this.pool, (client) =>
      this.ejecuciones.cancel(client, id, nameOf(context.actor)),
    );
    const { estado } = row;
    if (isFinal(estado) && estado !== 'cancelada')
      throw new DomainError('ejecucion-terminada', { id, estado });
    return toEjecucion(row, context.language);
  }
}
