import { Command } from '@nestjs/cqrs';
import type { BloqueConCodigos, BloqueInput } from '../../modules/codigos/bloque.dto.js';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';

/** Reserves a block of codes, for labels that are printed before their envíos are created. */
export class ReserveCodigosCommand extends Command<BloqueConCodigos> {
  /** @param actor - Who asks for it. */
  constructor(
    readonly input: BloqueInput,
    readonly actor: string,
    readonly key: IdempotencyKey | undefined,
  ) {
    super();
  }
}
