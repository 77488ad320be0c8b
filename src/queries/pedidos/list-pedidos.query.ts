import { Query } from '@nestjs/cqrs';
import type { ListPedidosInput } from '../../modules/pedidos/pedido-actions.dto.js';
import type { Pedido } from '../../modules/pedidos/pedido.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Page } from '../../platform/http/page.js';

/** Pedidos by estado, comercio, buyer, time and words, page by page. */
@Access({ roles: ['operador', 'auditor', 'comercio', 'cliente'], narrow: 'propios' })
export class ListPedidosQuery extends Query<Page<Pedido>> {
  constructor(
    readonly input: ListPedidosInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
