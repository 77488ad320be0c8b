import { Command } from '@nestjs/cqrs';
import type { Usuario, UsuarioInput } from '../../modules/acceso/usuarios/usuario.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Registers a person, and a cliente that is he. */
@Access({ roles: 'publico' })
export class RegisterUsuarioCommand extends Command<Usuario> {
  constructor(
    readonly input: UsuarioInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
