import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Rechazo } from '../../modules/trazas/rechazo.dto.js';

/** Closes a dead letter for good. It stays, with who did it, when and why. */
@Access({ roles: ['operador'] })
export class DiscardRechazoCommand extends Command<Rechazo> {
  constructor(
    readonly id: string,
    readonly motivo: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
