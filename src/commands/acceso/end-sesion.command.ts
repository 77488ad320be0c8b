import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Ends a session: one of one's own, or of anybody as an administrator. */
@Access({ roles: 'identificados', pending: true })
export class EndSesionCommand extends Command<void> {
  /** @param id - Left out, the session that asks. */
  constructor(
    readonly context: RequestContext,
    readonly id?: string,
  ) {
    super();
  }
}
