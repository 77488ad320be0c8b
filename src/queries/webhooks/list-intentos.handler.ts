import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { INTENTO_COLUMNS } from '../../modules/webhooks/delivery-log.js';
import { readWebhook, scopeOf } from '../../modules/webhooks/webhook-row.js';
import type { Intento } from '../../modules/webhooks/webhook.dto.js';
import { ownerFor } from '../../platform/access/owner.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListIntentosQuery } from './list-intentos.query.js';

// $1 webhook, $2 whether they got through, or null, $3 only what comes after this id, or null, $4 rows at most.
const SELECT = `
  SELECT ${INTENTO_COLUMNS} FROM webhook_intentos
  WHERE webhook_id = $1 AND ($2::boolean IS NULL OR (error IS NULL) = $2) AND ($3::uuid IS NULL OR id < $3)
  ORDER BY id DESC LIMIT $4`;

@QueryHandler(ListIntentosQuery)
export class ListIntentosHandler implements IQueryHandler<ListIntentosQuery> {
  constructor(
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `validacion` for a cursor of another list */
  async execute(query: ListIntentosQuery): Promise<Page<Intento>> {
    const { id, input, context } = query;
    const { cursor, limit, resultado } = input;
    await readWebhook(this.pool, scopeOf(context.actor, ownerFor(query)), id);
    const list = ['intentos', id, resultado ?? null];
    const cursors = await this.cursors.open(context.actor);
    const [before = null] = cursor ? cursors.decode<[string]>(list, cursor, [isUuid]) : [];
    const through = resultado === undefined ? null : resultado === 'entregado';
    const { rows } = await this.pool.query<Intento>(SELECT, [id, through, before, limit + 1]);
    return cursors.page(rows, limit, list, (intento) => [intento.id]);
  }
}
