import { Query } from '@nestjs/cqrs';
import type { Baja } from '../../modules/acceso/personas/tramite.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** How far the erasing is of somebody who has left, for who has its token. */
@Access({ roles: 'publico' })
export class GetBajaQuery extends Query<Baja> {
  constructor(
    readonly token: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
