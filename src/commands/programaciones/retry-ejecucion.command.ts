import { Command } from '@nestjs/cqrs';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';
import type { Language } from '../../platform/errors/problem-document.js';

/** Runs a job once more, from its beginning and as it was run when it failed or was cancelled. */
export class RetryEjecucionCommand extends Command<Ejecucion> {
  /** @param actor - Who asks for it. */
  constructor(
    readonly id: string,
    readonly actor: string,
    readonly key: IdempotencyKey | undefined,
    readonly language: Language,
  ) {
    super();
  }
}
