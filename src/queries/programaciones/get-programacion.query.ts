import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Programacion } from '../../modules/programaciones/programacion.dto.js';

/** A programación. */
@Access({ roles: ['operador', 'auditor'] })
export class GetProgramacionQuery extends Query<Programacion> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
