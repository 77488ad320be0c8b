import { Query } from '@nestjs/cqrs';
import type { Usuario } from '../../modules/acceso/usuarios/usuario.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** The person who asks. */
@Access({ roles: 'identificados' })
export class GetUsuarioPropioQuery extends Query<Usuario> {
  constructor(readonly context: RequestContext) {
    super();
  }
}
