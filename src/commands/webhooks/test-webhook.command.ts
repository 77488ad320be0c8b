import { Command } from '@nestjs/cqrs';
import type { Intento } from '../../modules/webhooks/webhook.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Sends a webhook an event that means nothing. */
@Access({ roles: ['operador', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class TestWebhookCommand extends Command<Intento> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
