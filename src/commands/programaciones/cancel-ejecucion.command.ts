import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';

/** Asks a run to stop: one that waits does at once, one under way at its next safe point. */
@Access({ roles: ['operador'] })
export class CancelEjecucionCommand extends Command<Ejecucion> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
