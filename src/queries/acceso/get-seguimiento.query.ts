import { Query } from '@nestjs/cqrs';
import type { Seguimiento } from '../../modules/acceso/seguimiento/seguimiento.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** What whoever has the token may know of an envío. */
@Access({ roles: 'publico' })
export class GetSeguimientoQuery extends Query<Seguimiento> {
  constructor(
    readonly token: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
