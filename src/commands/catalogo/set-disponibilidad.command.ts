import { Command } from '@nestjs/cqrs';
import type { Comercio, DisponibilidadComercio } from '../../modules/catalogo/comercios/comercio.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Has a comercio take no pedidos for a while, or take them again. */
@Access({ roles: ['operador', 'comercio'], narrow: 'propios' })
export class SetDisponibilidadCommand extends Command<Comercio> {
  constructor(
    readonly id: string,
    readonly input: DisponibilidadComercio,
    readonly context: RequestContext,
  ) {
    super();
  }
}
