import { Query } from '@nestjs/cqrs';
import type { Webhook } from '../../modules/webhooks/webhook.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** A webhook. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class GetWebhookQuery extends Query<Webhook> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
