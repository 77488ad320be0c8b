import { Query } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Centro } from '../../modules/centros/contract.js';

/** One centro by its id. */
export class GetCentroQuery extends Query<Centro> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
