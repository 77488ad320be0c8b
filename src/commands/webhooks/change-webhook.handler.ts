import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { Receivers } from '../../modules/webhooks/receivers.js';
import { readWebhook, scopeOf, WEBHOOK_COLUMNS } from '../../modules/webhooks/webhook-row.js';
import type { Webhook } from '../../modules/webhooks/webhook.dto.js';
import { Auditoria, difference } from '../../platform/access/auditoria.js';
import { ownerFor } from '../../platform/access/owner.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { assertMatches } from '../../platform/http/version-tag.js';
import { ChangeWebhookCommand } from './change-webhook.command.js';

// One that is turned on has not failed yet.
const CHANGE = `
  UPDATE webhooks w SET url = $2, tipos = $3, descripcion = $4, activo = $5, version = version + 1,
    razon = CASE WHEN $5 THEN NULL ELSE razon END,
    falla_desde = CASE WHEN $5 AND NOT activo THEN NULL ELSE falla_desde END
  WHERE id = $1
  RETURNING ${WEBHOOK_COLUMNS}`;

const CHANGING = ['url', 'tipos', 'descripcion', 'activo'] as const;

@CommandHandler(ChangeWebhookCommand)
export class ChangeWebhookHandler implements ICommandHandler<ChangeWebhookCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly receivers: Receivers,
  ) {}

  // Safe to repeat: what changes nothing is no new version.
  /** @throws {DomainError} `recurso-desconocido`, `version-distinta`, `validacion` */
  async execute(command: ChangeWebhookCommand): Promise<Webhook> {
    const { id, change, context, ifMatch } = command;
    const scope = scopeOf(context.actor, ownerFor(command));
    if (change.url !== undefined) {
      // Somebody else's is not worth a look at its address.
      await readWebhook(this.pool, scope, id);
      await this.receivers.assertUsable(change.url);
    }
    return inTransaction(this.pool, async (db) => {
      const before = await readWebhook(db, scope, id, true);
      assertMatches(ifMatch, before.version);
      const { url = before.url, tipos = before.tipos, activo = before.activo } = change;
      const { descripcion = before.descripcion } = change;
      const wanted = { ...before, url, tipos, descripcion, activo };
      if (CHANGING.every((name) => JSON.stringify(wanted[name]) === JSON.stringify(before[name])))
        return before;
      const values = CHANGING.map((name) => wanted[name]);
      const [after] = (await db.query<Webhook>(CHANGE, [id, ...values])).rows as [Webhook];
      const objeto = { tipo: 'webhook', id };
      await Auditoria.add(db, context, {
        accion: 'webhook.cambiado',
        objeto,
        ...difference(before, after, ['descripcion']),
      });
      return after;
    });
  }
}
