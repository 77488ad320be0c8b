import { Query } from '@nestjs/cqrs';
import type { ListaCategorias } from '../../modules/catalogo/productos/categoria.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** All categorías of a comercio, in their order. */
@Access({ roles: 'publico' })
export class ListCategoriasQuery extends Query<ListaCategorias> {
  constructor(
    readonly comercioId: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
