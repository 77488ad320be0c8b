import { Query } from '@nestjs/cqrs';
import type { Intento, ListIntentosInput } from '../../modules/webhooks/webhook.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** Deliveries to a webhook, the newest first, page by page. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class ListIntentosQuery extends Query<Page<Intento>> {
  constructor(
    readonly id: string,
    readonly input: ListIntentosInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
