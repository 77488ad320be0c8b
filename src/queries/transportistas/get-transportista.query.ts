import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Transportista } from '../../modules/transportistas/contract.js';

/** One transportista by its id. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'] })
export class GetTransportistaQuery extends Query<Transportista> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
