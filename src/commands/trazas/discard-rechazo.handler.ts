import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Rechazo } from '../../modules/trazas/rechazo.dto.js';
import { toRechazo } from '../../modules/trazas/rechazo-row.js';
import { RechazoWriter } from '../../modules/trazas/rechazo-writer.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { DiscardRechazoCommand } from './discard-rechazo.command.js';

@CommandHandler(DiscardRechazoCommand)
export class DiscardRechazoHandler implements ICommandHandler<DiscardRechazoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly rechazos: RechazoWriter,
  ) {}

  // Safe to repeat: who did it first, and why, stands.
  execute({ id, motivo, context }: DiscardRechazoCommand): Promise<Rechazo> {
    return inTransaction(this.pool, async (client) => {
      const row = await this.rechazos.take(client, id);
      if (row.estado === 'reprocesado') throw new DomainError('rechazo-cerrado', { id, estado: row.estado });
      if (row.estado === 'descartado') return toRechazo(row);
      return toRechazo(await this.rechazos.discard(client, id, motivo, nameOf(context.actor)));
    });
  }
}
