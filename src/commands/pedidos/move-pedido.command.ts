import { Command } from '@nestjs/cqrs';
import type { Pedido } from '../../modules/pedidos/pedido.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** What the comercio says of a pedido: yes, it is ready, or it was handed over to whoever showed its code. */
export type SellerMove =
  { name: 'preparar'; minutos: number } | { name: 'alistar' } | { name: 'entregar'; codigoRetiro: string };

/** Moves a pedido, as its comercio says. */
@Access({ roles: ['operador', 'comercio'], narrow: 'propios' })
export class MovePedidoCommand extends Command<Pedido> {
  constructor(
    readonly id: string,
    readonly move: SellerMove,
    readonly context: RequestContext,
  ) {
    super();
  }
}
