import { Command } from '@nestjs/cqrs';
import type { Producto, ProductoCambio } from '../../modules/catalogo/productos/producto.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Changes a producto; what is left out stays. With `ifMatch` only what the caller has seen is changed. */
@Access({ roles: ['operador', 'comercio'], narrow: 'propios' })
export class ChangeProductoCommand extends Command<Producto> {
  constructor(
    readonly id: string,
    readonly change: ProductoCambio,
    readonly context: RequestContext,
    readonly ifMatch?: string,
  ) {
    super();
  }
}
