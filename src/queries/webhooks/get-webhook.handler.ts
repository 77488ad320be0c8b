import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { readWebhook, scopeOf } from '../../modules/webhooks/webhook-row.js';
import type { Webhook } from '../../modules/webhooks/webhook.dto.js';
import { ownerFor } from '../../platform/access/owner.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { GetWebhookQuery } from './get-webhook.query.js';

@QueryHandler(GetWebhookQuery)
export class GetWebhookHandler implements IQueryHandler<GetWebhookQuery> {
  constructor(@Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool) {}

  /** @throws {DomainError} `recurso-desconocido` */
  async execute(query: GetWebhookQuery): Promise<Webhook> {
    return readWebhook(this.pool, scopeOf(query.context.actor, ownerFor(query)), query.id);
  }
}
