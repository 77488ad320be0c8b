import { Command } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Rechazo } from '../../modules/trazas/rechazo.dto.js';

/** Tries to store a dead letter again. Answers it as it stands then. */
export class ReprocessRechazoCommand extends Command<Rechazo> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
