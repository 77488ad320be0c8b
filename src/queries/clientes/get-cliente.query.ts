import { Query } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Cliente } from '../../modules/clientes/contract.js';

/** One cliente by its id. */
@Access({ roles: ['operador', 'auditor', 'cliente'], narrow: 'propios' })
export class GetClienteQuery extends Query<Cliente> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
