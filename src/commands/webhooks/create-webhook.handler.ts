import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Receivers } from '../../modules/webhooks/receivers.js';
import { readWebhook, scopeOf } from '../../modules/webhooks/webhook-row.js';
import { WebhookSecrets } from '../../modules/webhooks/webhook-secrets.js';
import type { WebhookCreado } from '../../modules/webhooks/webhook.dto.js';
import { nameOf } from '../../platform/access/actor.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { ownerFor } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { onceWithSecret } from '../../platform/idempotency/once.js';
import { CreateWebhookCommand } from './create-webhook.command.js';

/** Each fact is held against all of them. */
const MAX = 50;

const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

const COUNT = 'SELECT count(*) FROM webhooks WHERE principal = $1';

const ADD = `
  INSERT INTO webhooks (id, url, tipos, descripcion, activo, principal, cliente_id, transportista_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

@CommandHandler(CreateWebhookCommand)
export class CreateWebhookHandler implements ICommandHandler<CreateWebhookCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly receivers: Receivers,
    private readonly secrets: WebhookSecrets,
  ) {}

  /** @throws {DomainError} `validacion`, `demasiados-webhooks`, `secreto-ya-entregado` */
  async execute(command: CreateWebhookCommand): Promise<WebhookCreado> {
    const { input, context } = command;
    const { url, tipos, descripcion = null, activo } = input;
    await this.receivers.assertUsable(url);
    const owner = ownerFor(command);
    const principal = nameOf(context.actor);
    return inTransaction(this.pool, (db) =>
      onceWithSecret(db, context.key, async () => {
        await db.query(LOCK, [`webhooks ${principal}`]);
        const { rows } = await db.query<{ count: number }>(COUNT, [principal]);
        if ((rows[0]?.count ?? 0) >= MAX) throw new DomainError('demasiados-webhooks', { max: MAX });
        const id = uuidV7();
        const owners = [owner?.clienteId ?? null, owner?.transportistaId ?? null];
        await db.query(ADD, [id, url, tipos, descripcion, activo, principal, ...owners]);
        const secreto = await this.secrets.add(db, id);
        const objeto = { tipo: 'webhook', id };
        await Auditoria.add(db, context, {
          accion: 'webhook.creado',
          objeto,
          despues: { url, tipos, activo },
        });
        return { ...(await readWebhook(db, scopeOf(context.actor, owner), id)), secreto };
      }),
    );
  }
}
