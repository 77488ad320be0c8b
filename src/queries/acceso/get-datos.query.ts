import { Query } from '@nestjs/cqrs';
import type { TramiteDatos } from '../../modules/acceso/personas/tramite.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** How far the file with the data of whoever asks is. */
@Access({ roles: 'identificados' })
export class GetDatosQuery extends Query<TramiteDatos> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
