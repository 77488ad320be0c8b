import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { CambioProgramacion, Programacion } from '../../modules/programaciones/programacion.dto.js';

/** Changes how a job runs: what is left out stays. */
@Access({ roles: ['operador'] })
export class ChangeProgramacionCommand extends Command<Programacion> {
  /** @param ifMatch - The `If-Match` of the request: then only what the caller has seen is changed. */
  constructor(
    readonly id: string,
    readonly change: CambioProgramacion,
    readonly context: RequestContext,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
