import { Command } from '@nestjs/cqrs';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Cliente, ClienteInput } from '../../modules/clientes/contract.js';

/** Creates a cliente. */
export class CreateClienteCommand extends Command<Cliente> {
  constructor(
    readonly input: ClienteInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
