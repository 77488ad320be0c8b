import { Command } from '@nestjs/cqrs';
import { Text } from '../../platform/validation/fields.js';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';
import type { Transportista } from '../../modules/transportistas/contract.js';

/** A transportista: who carries envíos. */
export class CreateTransportistaInput {
  @Text({ max: 200 })
  nombre!: string;

  /** Short code, unique among transportistas. */
  @Text({ max: 40 })
  codigo!: string;
}

/** Creates un transportista. */
export class CreateTransportistaCommand extends Command<Transportista> {
  constructor(
    readonly input: CreateTransportistaInput,
    readonly key?: IdempotencyKey,
  ) {
    super();
  }
}
