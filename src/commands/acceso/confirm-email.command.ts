import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Notes that an e-mail is its owner's: he has the token that was mailed there. */
@Access({ roles: 'publico' })
export class ConfirmEmailCommand extends Command<void> {
  constructor(
    readonly token: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
