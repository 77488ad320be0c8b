import { Command } from '@nestjs/cqrs';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Cliente, ClienteInput } from '../../modules/clientes/contract.js';

/** Creates a cliente. */
@Access({ roles: ['operador'] })
export class CreateClienteCommand extends Command<Cliente> {
  constructor(
    readonly input: ClienteInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
