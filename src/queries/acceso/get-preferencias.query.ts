import { Query } from '@nestjs/cqrs';
import type { Preferencias } from '../../modules/acceso/usuarios/preferencias.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** What the programs of whoever asks remember of him. */
@Access({ roles: 'identificados' })
export class GetPreferenciasQuery extends Query<Preferencias> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
