import { Command } from '@nestjs/cqrs';
import type { Movimiento, MovimientoInput } from '../../modules/catalogo/existencias/existencias.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Changes what is there of a producto whose stock is counted. */
@Access({ roles: ['operador', 'comercio'], narrow: 'propios' })
export class AdjustExistenciasCommand extends Command<Movimiento> {
  constructor(
    readonly productoId: string,
    readonly input: MovimientoInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
