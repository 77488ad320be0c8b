import { Command } from '@nestjs/cqrs';
import type { Reembolso, ReembolsoInput } from '../../modules/pagos/pago.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Gives back money that a pago took, all of it or a part. */
@Access({ roles: ['operador', 'comercio'], narrow: 'propios' })
export class CreateReembolsoCommand extends Command<Reembolso> {
  constructor(
    readonly pagoId: string,
    readonly input: ReembolsoInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
