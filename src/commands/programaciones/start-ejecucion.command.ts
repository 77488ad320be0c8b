import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';
import type { Language } from '../../platform/errors/problem-document.js';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';
import { Flag, FreeObject } from '../../platform/validation/fields.js';

/** How to run it this time. */
export class EjecucionInput {
  /** Only say what would be done. */
  @IsOptional()
  @Flag()
  simulacro?: boolean | null;

  /** Laid over those of the programación. */
  @IsOptional()
  @FreeObject()
  parametros?: object | null;
}

/** Runs a job now, paused or not. */
export class StartEjecucionCommand extends Command<Ejecucion> {
  /** @param actor - Who asks for it. */
  constructor(
    readonly programacionId: string,
    readonly input: EjecucionInput,
    readonly actor: string,
    readonly key: IdempotencyKey | undefined,
    readonly language: Language,
  ) {
    super();
  }
}
