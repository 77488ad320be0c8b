import { Query } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Cliente } from '../../modules/clientes/contract.js';

/** One cliente by its id. */
export class GetClienteQuery extends Query<Cliente> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
