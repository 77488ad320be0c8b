import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Centro } from '../../modules/centros/contract.js';

/** One centro by its id. */
@Access({ roles: ['operador', 'auditor', 'comercio', 'cliente', 'transportista', 'repartidor'] })
export class GetCentroQuery extends Query<Centro> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
