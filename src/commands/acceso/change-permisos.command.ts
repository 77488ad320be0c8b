import { Command } from '@nestjs/cqrs';
import type { Usuario, UsuarioPermisos } from '../../modules/acceso/usuarios/usuario.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Changes what a person is in the house, and whose rows are his. */
@Access({ roles: [], lasting: true })
export class ChangePermisosCommand extends Command<Usuario> {
  constructor(
    readonly id: string,
    readonly change: UsuarioPermisos,
    readonly context: RequestContext,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
