import { Command } from '@nestjs/cqrs';
import type { CancelacionPedidoInput } from '../../modules/pedidos/pedido-actions.dto.js';
import type { Pedido } from '../../modules/pedidos/pedido.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Cancels a pedido: everything that it did runs backwards. A comercio that has not accepted it yet refuses it. */
@Access({ roles: ['operador', 'comercio', 'cliente'], narrow: 'propios' })
export class CancelPedidoCommand extends Command<Pedido> {
  constructor(
    readonly id: string,
    readonly input: CancelacionPedidoInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
