import { Command } from '@nestjs/cqrs';
import type { Pago } from '../../modules/pagos/pago.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Notes that a pago which is paid outside, by its reference, was paid. */
@Access({ roles: ['operador'] })
export class RecordCobroCommand extends Command<Pago> {
  constructor(
    readonly pagoId: string,
    readonly context: RequestContext,
  ) {
    super();
  }
}
