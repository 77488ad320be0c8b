import { Command } from '@nestjs/cqrs';
import type { Producto, ProductoInput } from '../../modules/catalogo/productos/producto.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Creates a producto of a comercio, with what there is of it. */
@Access({ roles: ['operador', 'comercio'], narrow: 'propios' })
export class CreateProductoCommand extends Command<Producto> {
  constructor(
    readonly comercioId: string,
    readonly input: ProductoInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
