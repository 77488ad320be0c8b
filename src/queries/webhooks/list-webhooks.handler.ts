import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { IN_SCOPE, scopeOf, WEBHOOK_COLUMNS } from '../../modules/webhooks/webhook-row.js';
import type { Webhook } from '../../modules/webhooks/webhook.dto.js';
import { ownerFor } from '../../platform/access/owner.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { Cursors } from '../../platform/http/cursors.js';
import type { Page } from '../../platform/http/page.js';
import { isUuid } from '../../platform/validation/fields.js';
import { ListWebhooksQuery } from './list-webhooks.query.js';

// $1 to $4 who asks, $5 only what comes after this id, or null, $6 rows at most.
const SELECT = `
  SELECT ${WEBHOOK_COLUMNS} FROM webhooks w WHERE ${IN_SCOPE} AND ($5::uuid IS NULL OR w.id < $5)
  ORDER BY w.id DESC LIMIT $6`;

const LIST = ['webhooks'];

@QueryHandler(ListWebhooksQuery)
export class ListWebhooksHandler implements IQueryHandler<ListWebhooksQuery> {
  constructor(
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `validacion` for a cursor of another list */
  async execute(query: ListWebhooksQuery): Promise<Page<Webhook>> {
    const { cursor, limit } = query.page;
    const { actor } = query.context;
    const cursors = await this.cursors.open(actor);
    const [before = null] = cursor ? cursors.decode<[string]>(LIST, cursor, [isUuid]) : [];
    const values = [...scopeOf(actor, ownerFor(query)), before, limit + 1];
    const { rows } = await this.pool.query<Webhook>(SELECT, values);
    return cursors.page(rows, limit, LIST, ({ id }) => [id]);
  }
}
