import { Query } from '@nestjs/cqrs';
import type { Cliente } from '../../modules/clientes/contract.js';

/** One cliente by its id. */
export class GetClienteQuery extends Query<Cliente> {
  constructor(readonly id: string) {
    super();
  }
}
