import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { readWebhook, scopeOf } from '../../modules/webhooks/webhook-row.js';
import { WebhookSecrets } from '../../modules/webhooks/webhook-secrets.js';
import type { WebhookCreado } from '../../modules/webhooks/webhook.dto.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { ownerFor } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { onceWithSecret } from '../../platform/idempotency/once.js';
import { RotateWebhookCommand } from './rotate-webhook.command.js';

@CommandHandler(RotateWebhookCommand)
export class RotateWebhookHandler implements ICommandHandler<RotateWebhookCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly secrets: WebhookSecrets,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `secreto-ya-entregado` */
  async execute(command: RotateWebhookCommand): Promise<WebhookCreado> {
    const { id, input, context } = command;
    const scope = scopeOf(context.actor, ownerFor(command));
    return inTransaction(this.pool, (db) =>
      onceWithSecret(db, context.key, async () => {
        const webhook = await readWebhook(db, scope, id, true);
        const secreto = await this.secrets.replace(db, id, input.anteriorHasta ?? null);
        await Auditoria.add(db, context, { accion: 'webhook.rotado', objeto: { tipo: 'webhook', id } });
        return { ...webhook, secreto };
      }),
    );
  }
}
