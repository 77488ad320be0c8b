import { Command } from '@nestjs/cqrs';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';
import type { Centro, CentroInput } from '../../modules/centros/contract.js';

/** Creates a centro. */
export class CreateCentroCommand extends Command<Centro> {
  constructor(
    readonly input: CentroInput,
    readonly key?: IdempotencyKey,
  ) {
    super();
  }
}
