import { Command } from '@nestjs/cqrs';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';
import type { Transportista, TransportistaInput } from '../../modules/transportistas/contract.js';

/** Creates a transportista. */
export class CreateTransportistaCommand extends Command<Transportista> {
  constructor(
    readonly input: TransportistaInput,
    readonly key?: IdempotencyKey,
  ) {
    super();
  }
}
