import { Query } from '@nestjs/cqrs';
import type { Usuario } from '../../modules/acceso/usuarios/usuario.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** A person by his id. */
@Access({ roles: ['operador', 'auditor'] })
export class GetUsuarioQuery extends Query<Usuario> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
