import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** What a code is shown for: to put the factor in use, to take it away, or for the session that asks. */
export type Purpose = 'activar' | 'retirar' | 'sesion';

/** Shows a code of the second factor. What the session may do then is in its next access token. */
@Access({ roles: 'identificados', pending: true })
export class ShowSegundoFactorCommand extends Command<void> {
  constructor(
    readonly codigo: string,
    readonly purpose: Purpose,
    readonly context: RequestContext,
  ) {
    super();
  }
}
