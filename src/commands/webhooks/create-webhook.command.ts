import { Command } from '@nestjs/cqrs';
import type { WebhookCreado, WebhookInput } from '../../modules/webhooks/webhook.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Makes a webhook of whoever asks. */
@Access({ roles: ['operador', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class CreateWebhookCommand extends Command<WebhookCreado> {
  constructor(
    readonly input: WebhookInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
