import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { placeToResend } from '../../modules/eventos/contract.js';
import { RESEND } from '../../modules/webhooks/resend-worker.js';
import { readWebhook, scopeOf } from '../../modules/webhooks/webhook-row.js';
import type { Webhook } from '../../modules/webhooks/webhook.dto.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { ownerFor } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { Errands } from '../../platform/errands/errands.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Cursors } from '../../platform/http/cursors.js';
import { once } from '../../platform/idempotency/once.js';
import { Log } from '../../platform/log/log.js';
import { ResendWebhookCommand } from './resend-webhook.command.js';

@CommandHandler(ResendWebhookCommand)
export class ResendWebhookHandler implements ICommandHandler<ResendWebhookCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly log: Log,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `webhook-apagado`, `cursor-vencido`, `validacion` */
  async execute(command: ResendWebhookCommand): Promise<Webhook> {
    const { id, input, context } = command;
    const scope = scopeOf(context.actor, ownerFor(command));
    const extent = await this.log.number();
    return inTransaction(this.pool, (db) =>
      once(db, context.key, async () => {
        const webhook = await readWebhook(db, scope, id, true);
        if (!webhook.activo) throw new DomainError('webhook-apagado');
        const after = await placeToResend(db, await this.cursors.open(), input.desde, extent);
        const body = { after, upTo: extent.ultima };
        await Errands.file(db, RESEND, [{ destination: id, fact: uuidV7(), body }]);
        const objeto = { tipo: 'webhook', id };
        await Auditoria.add(db, context, {
          accion: 'webhook.reenviado',
          objeto,
          despues: { desde: input.desde },
        });
        return webhook;
      }),
    );
  }
}
