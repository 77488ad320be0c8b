import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { MAX_REPROCESO, type Reproceso } from '../../modules/trazas/rechazo.dto.js';
import { RechazoWriter } from '../../modules/trazas/rechazo-writer.js';
import { nameOf } from '../../platform/access/actor.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { ReprocessRechazosCommand } from './reprocess-rechazos.command.js';

@CommandHandler(ReprocessRechazosCommand)
export class ReprocessRechazosHandler implements ICommandHandler<ReprocessRechazosCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly rechazos: RechazoWriter,
  ) {}

  // Safe to repeat: only what is open is tried.
  async execute({ filter, context }: ReprocessRechazosCommand): Promise<Reproceso> {
    await this.rechazos.bringBack(filter);
    return inTransaction(this.pool, async (client) => {
      const rows = await this.rechazos.takeOpen(client, filter, MAX_REPROCESO);
      const tried = await this.rechazos.retry(client, rows, nameOf(context.actor));
      const count = (motivo: string | null) =>
        tried.filter(({ resuelto_motivo }) => resuelto_motivo === motivo).length;
      return {
        intentados: tried.length,
        aplicadas: count('aplicada'),
        duplicadas: count('duplicada'),
        rechazadas: count(null),
      };
    });
  }
}
