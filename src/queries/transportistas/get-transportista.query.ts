import { Query } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Transportista } from '../../modules/transportistas/contract.js';

/** One transportista by its id. */
export class GetTransportistaQuery extends Query<Transportista> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
