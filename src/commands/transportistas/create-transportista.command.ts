import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Transportista, TransportistaInput } from '../../modules/transportistas/contract.js';

/** Creates a transportista. */
@Access({ roles: ['operador'] })
export class CreateTransportistaCommand extends Command<Transportista> {
  constructor(
    readonly input: TransportistaInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
