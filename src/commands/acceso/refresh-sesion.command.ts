import { Command } from '@nestjs/cqrs';
import type { SesionAbierta } from '../../modules/acceso/sesiones/sesion.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Lets a session go on: uses its refresh token up and makes the next one. */
@Access({ roles: 'publico' })
export class RefreshSesionCommand extends Command<SesionAbierta> {
  constructor(
    readonly refresco: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
