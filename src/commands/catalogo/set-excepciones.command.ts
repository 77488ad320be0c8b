import { Command } from '@nestjs/cqrs';
import type { Comercio } from '../../modules/catalogo/comercios/comercio.dto.js';
import type { Excepcion } from '../../modules/catalogo/comercios/horario.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Says which days of the calendar have other hours than their weekday; those that were said before no longer hold. */
@Access({ roles: ['operador', 'comercio'], narrow: 'propios' })
export class SetExcepcionesCommand extends Command<Comercio> {
  constructor(
    readonly id: string,
    readonly excepciones: readonly Excepcion[],
    readonly context: RequestContext,
  ) {
    super();
  }
}
