import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { Ejecucion } from '../../modules/programaciones/contract.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import type { Month } from '../../platform/database/month.js';
import { Defaults } from '../../platform/validation/defaults.js';
import { Flag } from '../../platform/validation/fields.js';

/** How to do it. */
@Defaults({ simulacro: false })
export class TrabajoDePeriodoInput {
  /** Only say what would be done. */
  @IsOptional()
  @Flag()
  simulacro?: boolean | null;
}

/** Sets a job of the archive going for one month. Answers its run. */
@Access({ roles: ['operador'] })
export class StartArchiveJobCommand extends Command<Ejecucion> {
  constructor(
    readonly job: 'archivado' | 'restauracion',
    readonly mes: Month,
    readonly input: TrabajoDePeriodoInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
