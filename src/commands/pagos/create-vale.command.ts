import { Command } from '@nestjs/cqrs';
import type { ValeCreado, ValeInput } from '../../modules/pagos/pago.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Makes a balance of the house, and a code that spends it. */
@Access({ roles: ['operador'] })
export class CreateValeCommand extends Command<ValeCreado> {
  constructor(
    readonly input: ValeInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
