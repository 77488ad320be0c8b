import { Command } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Transportista, TransportistaInput } from '../../modules/transportistas/contract.js';

/** Creates a transportista. */
export class CreateTransportistaCommand extends Command<Transportista> {
  constructor(
    readonly input: TransportistaInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
