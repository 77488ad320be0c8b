import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Rechazo } from '../../modules/trazas/rechazo.dto.js';

/** Tries to store a dead letter again. Answers it as it stands then. */
@Access({ roles: ['operador'] })
export class ReprocessRechazoCommand extends Command<Rechazo> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
