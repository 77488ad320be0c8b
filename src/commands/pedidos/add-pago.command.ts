import { Command } from '@nestjs/cqrs';
import type { Pago, PagoInput } from '../../modules/pagos/contract.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Pays in another way what is left of a pedido that waits for its money; what was begun and has not come is let go of. */
@Access({ roles: ['operador', 'cliente'], narrow: 'propios' })
export class AddPagoCommand extends Command<Pago> {
  constructor(
    readonly pedidoId: string,
    readonly input: PagoInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
