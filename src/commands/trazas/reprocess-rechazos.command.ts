import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { FiltroRechazos, Reproceso } from '../../modules/trazas/rechazo.dto.js';

/** Tries to store the open dead letters that a filter names again, up to a thousand of them. */
@Access({ roles: ['operador'] })
export class ReprocessRechazosCommand extends Command<Reproceso> {
  constructor(
    readonly filter: FiltroRechazos,
    readonly context: RequestContext,
  ) {
    super();
  }
}
