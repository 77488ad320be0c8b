import { Command } from '@nestjs/cqrs';
import type { Usuario } from '../../modules/acceso/usuarios/usuario.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Shuts a person out, everywhere and at once; or lets him in again. */
@Access({ roles: [] })
export class SetBloqueoCommand extends Command<Usuario> {
  constructor(
    readonly id: string,
    readonly bloqueado: boolean,
    readonly context: RequestContext,
  ) {
    super();
  }
}
