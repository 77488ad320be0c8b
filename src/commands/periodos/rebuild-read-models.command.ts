import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { SystemOnly } from '../../platform/access/access.js';
import type { JobContext } from '../../platform/jobs/job-context.js';
import { ParametersOf } from '../../platform/jobs/job-parameters.js';
import { readModels } from '../../platform/read-models/read-model.js';
import { OneOf } from '../../platform/validation/fields.js';

/** What to build anew. */
@ParametersOf('reconstruccion')
export class ReconstruccionParameters {
  /** All of them if left out. */
  @IsOptional()
  @OneOf(() => readModels.names())
  modelo?: string | null;
}

/** A read model that was built anew, or would be. */
export type Reconstruido = { modelo: string; meses: number };

/** Builds read models anew, one after the other: writers wait while one is built, readers do not. */
@SystemOnly()
export class RebuildReadModelsCommand extends Command<Reconstruido[]> {
  constructor(readonly context: JobContext<ReconstruccionParameters>) {
    super();
  }
}
