import { Command } from '@nestjs/cqrs';
import type { CuponInput, CuponLeido } from '../../modules/pedidos/cupones/cupon.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Makes a cupón of a comercio or, if an operador does, of all of them. */
@Access({ roles: ['operador', 'comercio'], narrow: 'propios' })
export class CreateCuponCommand extends Command<CuponLeido> {
  constructor(
    readonly input: CuponInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
