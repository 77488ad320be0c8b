import { Query } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Programacion } from '../../modules/programaciones/programacion.dto.js';

/** A programación. */
export class GetProgramacionQuery extends Query<Programacion> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
