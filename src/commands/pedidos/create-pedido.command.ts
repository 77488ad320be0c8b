import { Command } from '@nestjs/cqrs';
import type { Pedido, PedidoInput } from '../../modules/pedidos/pedido.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Places a pedido: prices are frozen, stock is reserved, money is asked for, or nothing happens. */
@Access({ roles: ['operador', 'cliente'], narrow: 'propios' })
export class CreatePedidoCommand extends Command<Pedido> {
  constructor(
    readonly input: PedidoInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
