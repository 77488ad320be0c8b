import { Command } from '@nestjs/cqrs';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';
import type { Cliente, ClienteInput } from '../../modules/clientes/contract.js';

/** Creates a cliente. */
export class CreateClienteCommand extends Command<Cliente> {
  constructor(
    readonly input: ClienteInput,
    readonly key?: IdempotencyKey,
  ) {
    super();
  }
}
