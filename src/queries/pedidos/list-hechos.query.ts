import { Query } from '@nestjs/cqrs';
import type { ListaHechos } from '../../modules/pedidos/pedido.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** The whole story of a pedido, the oldest first. */
@Access({ roles: ['operador', 'auditor', 'comercio', 'cliente'], narrow: 'propios' })
export class ListHechosQuery extends Query<ListaHechos> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
