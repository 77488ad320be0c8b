import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Rechazo } from '../../modules/trazas/rechazo.dto.js';
import { type RechazoRow, toRechazo } from '../../modules/trazas/rechazo-row.js';
import { RechazoWriter } from '../../modules/trazas/rechazo-writer.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ReprocessRechazoCommand } from './reprocess-rechazo.command.js';

@CommandHandler(ReprocessRechazoCommand)
export class ReprocessRechazoHandler implements ICommandHandler<ReprocessRechazoCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly rechazos: RechazoWriter,
  ) {}

  // Safe to repeat: one that was reprocessed is answered as it is.
  async execute({ id, context }: ReprocessRechazoCommand): Promise<Rechazo> {
    await this.rechazos.bringBack({ id });
    return inTransaction(this.pool, async (client) => {
      const row = await this.rechazos.take(client, id);
      if (row.estado === 'descartado') throw new DomainError('rechazo-cerrado', { id, estado: row.estado });
      if (row.estado === 'reprocesado') return toRechazo(row);
      const [tried] = await this.rechazos.retry(client, [row], nameOf(context.actor));
      return toRechazo(tried as RechazoRow);
    });
  }
}
