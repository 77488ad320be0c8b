import { Query } from '@nestjs/cqrs';
import type { Comercio } from '../../modules/catalogo/comercios/comercio.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** One comercio by its id. */
@Access({ roles: 'publico' })
export class GetComercioQuery extends Query<Comercio> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
