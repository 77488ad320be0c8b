import { Query } from '@nestjs/cqrs';
import type { EstadoDePeriodo } from '../../modules/periodos/periodo.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Month } from '../../platform/database/month.js';

/** One month and where it stands. */
@Access({ roles: ['operador', 'auditor'] })
export class GetPeriodoQuery extends Query<EstadoDePeriodo> {
  constructor(
    readonly mes: Month,
    readonly context: RequestContext,
  ) {
    super();
  }
}
