import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Mails somebody a token to choose another password with. */
@Access({ roles: 'publico' })
export class RequestRecuperacionCommand extends Command<void> {
  constructor(
    readonly email: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
