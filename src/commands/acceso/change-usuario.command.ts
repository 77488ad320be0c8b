import { Command } from '@nestjs/cqrs';
import type { Usuario, UsuarioCambio } from '../../modules/acceso/usuarios/usuario.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Changes what a person says of himself. */
@Access({ roles: 'identificados' })
export class ChangeUsuarioCommand extends Command<Usuario> {
  constructor(
    readonly change: UsuarioCambio,
    readonly context: RequestContext,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
