import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { Ejecucion } from '../../modules/programaciones/ejecucion.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Defaults } from '../../platform/validation/defaults.js';
import { Flag, FreeObject } from '../../platform/validation/fields.js';

/** How to run it this time. */
@Defaults({ simulacro: false, parametros: {} })
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
@Access({ roles: ['operador'] })
export class StartEjecucionCommand extends Command<Ejecucion> {
  constructor(
    readonly programacionId: string,
    readonly input: EjecucionInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
