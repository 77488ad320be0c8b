import { Command } from '@nestjs/cqrs';
import type { RotacionWebhookInput, WebhookCreado } from '../../modules/webhooks/webhook.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Gives a webhook another secret. */
@Access({ roles: ['operador', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class RotateWebhookCommand extends Command<WebhookCreado> {
  constructor(
    readonly id: string,
    readonly input: RotacionWebhookInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
