import { Query } from '@nestjs/cqrs';
import type { Webhook } from '../../modules/webhooks/webhook.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';
import type { PageInput } from '../../platform/validation/page.dto.js';

/** Webhooks that whoever asks may see, the newest first, page by page. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class ListWebhooksQuery extends Query<Page<Webhook>> {
  constructor(
    readonly page: PageInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
