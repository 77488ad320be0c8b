import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Mails whoever asks a token that confirms his e-mail. */
@Access({ roles: 'identificados' })
export class RequestConfirmacionCommand extends Command<void> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
