import { Command } from '@nestjs/cqrs';
import type { Webhook, WebhookCambio } from '../../modules/webhooks/webhook.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Changes a webhook. To turn it on forgets that it failed. */
@Access({ roles: ['operador', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class ChangeWebhookCommand extends Command<Webhook> {
  /** @param ifMatch - The `If-Match` of the request: then only what the caller has seen is changed. */
  constructor(
    readonly id: string,
    readonly change: WebhookCambio,
    readonly context: RequestContext,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
