import { Command } from '@nestjs/cqrs';
import type { ReenvioWebhookInput, Webhook } from '../../modules/webhooks/webhook.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Has what happened sent to a webhook once more. */
@Access({ roles: ['operador', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class ResendWebhookCommand extends Command<Webhook> {
  constructor(
    readonly id: string,
    readonly input: ReenvioWebhookInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
