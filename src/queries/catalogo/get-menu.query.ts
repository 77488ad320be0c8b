import { Query } from '@nestjs/cqrs';
import type { Menu } from '../../modules/catalogo/comercios/menu.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** The whole menu of a comercio in one answer: what is sold at this moment. */
@Access({ roles: 'publico' })
export class GetMenuQuery extends Query<Menu> {
  constructor(
    readonly comercioId: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
