import { Command } from '@nestjs/cqrs';
import type { Preferencias } from '../../modules/acceso/usuarios/preferencias.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Keeps what the programs of a person want to remember of him, in place of what they had. */
@Access({ roles: 'identificados' })
export class ChangePreferenciasCommand extends Command<Preferencias> {
  constructor(
    readonly input: Preferencias,
    readonly context: RequestContext,
  ) {
    super();
  }
}
