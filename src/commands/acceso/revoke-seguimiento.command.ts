import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Closes a page of an envío. */
@Access({ roles: ['operador', 'cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class RevokeSeguimientoCommand extends Command<void> {
  constructor(
    readonly codigo: string,
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
