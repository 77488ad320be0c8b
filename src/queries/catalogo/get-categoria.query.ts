import { Query } from '@nestjs/cqrs';
import type { Categoria } from '../../modules/catalogo/productos/categoria.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** One categoría of a comercio. */
@Access({ roles: 'publico' })
export class GetCategoriaQuery extends Query<Categoria> {
  constructor(
    readonly comercioId: string,
    readonly codigo: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
