import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { SystemOnly } from '../../platform/access/access.js';
import type { JobContext } from '../../platform/jobs/job-context.js';
import { ParametersOf } from '../../platform/jobs/job-parameters.js';
import { OneOf, Uuid } from '../../platform/validation/fields.js';

/** What an envío shows the name of: a centro in its historial. */
export const RECURSOS_CON_NOMBRE = ['cliente', 'transportista', 'centro'] as const;

const NAMED_EXISTS = 'SELECT FROM clientes WHERE id = $1 UNION ALL SELECT FROM transportistas WHERE id = $1';

/** Whose name to take to its envíos. */
@ParametersOf('propagacion', [{ parameter: 'id', exists: NAMED_EXISTS }])
export class PropagacionParameters {
  /** All if left out. */
  @IsOptional()
  @OneOf(RECURSOS_CON_NOMBRE)
  recurso?: (typeof RECURSOS_CON_NOMBRE)[number] | null;

  /** All of them if left out. */
  @IsOptional()
  @Uuid()
  id?: string | null;
}

/**
 * Brings the read models up to names that were changed: answers how many envíos had another one. Whoever reads an
 * envío gets its names from where they are kept; this is for whatever reads the views.
 */
@SystemOnly()
export class PropagateNamesCommand extends Command<number> {
  constructor(readonly context: JobContext<PropagacionParameters>) {
    super();
  }
}
