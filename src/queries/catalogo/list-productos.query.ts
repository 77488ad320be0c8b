import { Query } from '@nestjs/cqrs';
import type { ListProductosInput } from '../../modules/catalogo/productos/producto-filter.dto.js';
import type { Producto } from '../../modules/catalogo/productos/producto.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';
import type { AttributeFilter } from '../../modules/catalogo/productos/attribute-filter.params.js';

/** Productos by words, comercio, categoría, attributes and price, the newest first. */
@Access({ roles: 'publico' })
export class ListProductosQuery extends Query<Page<Producto>> {
  constructor(
    readonly input: ListProductosInput,
    readonly attributes: readonly AttributeFilter[],
    readonly context: RequestContext,
  ) {
    super();
  }
}
