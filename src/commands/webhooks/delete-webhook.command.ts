import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Deletes a webhook. */
@Access({ roles: ['operador', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class DeleteWebhookCommand extends Command<void> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
