import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { Ejecucion } from '../../modules/programaciones/contract.js';
import type { Language } from '../../platform/errors/problem-document.js';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.js';
import { Flag, Text } from '../../platform/validation/fields.js';

/** Why, for the audit. */
export class PurgaInput {
  @Text({ max: 500 })
  motivo!: string;

  /** Only say what would be done. */
  @IsOptional()
  @Flag()
  simulacro?: boolean | null;
}

/** Sets the purge of a cliente going. Answers its run. */
export class StartPurgaCommand extends Command<Ejecucion> {
  /** @param actor - Who asks for it. */
  constructor(
    readonly clienteId: string,
    readonly input: PurgaInput,
    readonly actor: string,
    readonly key: IdempotencyKey | undefined,
    readonly language: Language,
  ) {
    super();
  }
}
