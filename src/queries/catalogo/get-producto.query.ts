import { Query } from '@nestjs/cqrs';
import type { Producto } from '../../modules/catalogo/productos/producto.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** One producto by its id. */
@Access({ roles: 'publico' })
export class GetProductoQuery extends Query<Producto> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
