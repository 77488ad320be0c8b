import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';

/** Runs a job once more, from its beginning and as it was run when it failed or was cancelled. */
@Access({ roles: ['operador'] })
export class RetryEjecucionCommand extends Command<Ejecucion> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
