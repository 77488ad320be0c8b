import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';

/** A run. */
@Access({ roles: ['operador', 'auditor'] })
export class GetEjecucionQuery extends Query<Ejecucion> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
