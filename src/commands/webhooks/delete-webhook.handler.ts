import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { readWebhook, scopeOf } from '../../modules/webhooks/webhook-row.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { ownerFor } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DeleteWebhookCommand } from './delete-webhook.command.js';

@CommandHandler(DeleteWebhookCommand)
export class DeleteWebhookHandler implements ICommandHandler<DeleteWebhookCommand> {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  // What waits for it is done with when its turn comes.
  /** @throws {DomainError} `recurso-desconocido` */
  async execute(command: DeleteWebhookCommand): Promise<void> {
    const { id, context } = command;
    await inTransaction(this.pool, async (db) => {
      const { url } = await readWebhook(db, scopeOf(context.actor, ownerFor(command)), id, true);
      await db.query('DELETE FROM webhooks WHERE id = $1', [id]);
      const objeto = { tipo: 'webhook', id };
      await Auditoria.add(db, context, { accion: 'webhook.borrado', objeto, antes: { url } });
    });
  }
}
