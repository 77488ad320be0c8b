import { Query } from '@nestjs/cqrs';
import type { Pedido } from '../../modules/pedidos/pedido.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** One pedido by its id. */
@Access({ roles: ['operador', 'auditor', 'comercio', 'cliente'], narrow: 'propios' })
export class GetPedidoQuery extends Query<Pedido> {
  constructor(
    readonly id: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
