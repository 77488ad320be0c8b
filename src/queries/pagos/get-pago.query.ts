import { Query } from '@nestjs/cqrs';
import type { Pago } from '../../modules/pagos/pago.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** One pago by its id. */
@Access({ roles: ['operador', 'auditor', 'comercio', 'cliente'], narrow: 'propios' })
export class GetPagoQuery extends Query<Pago> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
