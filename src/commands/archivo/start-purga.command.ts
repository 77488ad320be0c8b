import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { Ejecucion } from '../../modules/programaciones/contract.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Defaults } from '../../platform/validation/defaults.js';
import { Flag, Text } from '../../platform/validation/fields.js';

/** Why, for the audit. */
@Defaults({ simulacro: false })
export class PurgaInput {
  @Text({ max: 500 })
  motivo!: string;

  /** Only say what would be done. */
  @IsOptional()
  @Flag()
  simulacro?: boolean | null;
}

/** Sets the purge of a cliente going. Answers its run. */
@Access({ roles: ['operador'] })
export class StartPurgaCommand extends Command<Ejecucion> {
  constructor(
    readonly clienteId: string,
    readonly input: PurgaInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
