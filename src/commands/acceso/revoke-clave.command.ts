import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Has a key open nothing any more. */
@Access({ roles: ['cliente', 'comercio', 'transportista'], narrow: 'propios' })
export class RevokeClaveCommand extends Command<void> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
