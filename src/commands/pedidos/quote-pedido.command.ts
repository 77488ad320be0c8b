import { Command } from '@nestjs/cqrs';
import type { Cotizacion, CotizacionInput } from '../../modules/pedidos/pedido.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Says what a basket would come to at this moment. Nothing is kept. */
@Access({ roles: ['operador', 'cliente'], narrow: 'propios' })
export class QuotePedidoCommand extends Command<Cotizacion> {
  constructor(
    readonly input: CotizacionInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
