import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { HorarioInput, Previsualizacion } from '../../modules/programaciones/fechas.dto.js';

/** The next ten fire times of a programación, or of a schedule that nobody has saved. */
@Access({ roles: ['operador', 'auditor'] })
export class GetPrevisualizacionQuery extends Query<Previsualizacion> {
  /** @param of - Id of a programación, or a schedule. */
  constructor(
    readonly of: string | HorarioInput,
    readonly context: RequestContext,
    readonly desde?: string | null,
  ) {
    super();
  }
}
