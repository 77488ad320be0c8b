import { Query } from '@nestjs/cqrs';
import type { ListComerciosInput } from '../../modules/catalogo/comercios/comercio-filter.dto.js';
import type { Comercio } from '../../modules/catalogo/comercios/comercio.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** Comercios by words, kind, place and whether they are open, page by page. */
@Access({ roles: 'publico' })
export class ListComerciosQuery extends Query<Page<Comercio>> {
  constructor(
    readonly input: ListComerciosInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
