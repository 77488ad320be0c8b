import { Command } from '@nestjs/cqrs';
import type { SesionAbierta, SesionInput } from '../../modules/acceso/sesiones/sesion.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Lets a person in by his e-mail and password. */
@Access({ roles: 'publico' })
export class OpenSesionCommand extends Command<SesionAbierta> {
  /** @param agente - The program that he uses, as it calls itself. */
  constructor(
    readonly input: SesionInput,
    readonly agente: string | undefined,
    readonly context: RequestContext,
  ) {
    super();
  }
}
