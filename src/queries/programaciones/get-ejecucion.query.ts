import { Query } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';

/** A run. */
export class GetEjecucionQuery extends Query<Ejecucion> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
