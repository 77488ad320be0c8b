import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { SystemOnly } from '../../platform/access/access.js';
import { ParametersOf } from '../../platform/jobs/job-parameters.js';
import { Integer } from '../../platform/validation/fields.js';

/** How long to keep what the configuration says nothing about. */
@ParametersOf('limpieza')
export class LimpiezaParameters {
  /** Days that a run is kept after its end; 30 if left out. */
  @IsOptional()
  @Integer({ min: 1, max: 3_650 })
  ejecucionesDias?: number | null;
}

/**
 * Drops a batch of the receipts, of the idempotency keys and of the event feed that are no longer kept. Answers how many
 * rows it dropped; call it again while that is not zero.
 */
@SystemOnly()
export class DropExpiredCommand extends Command<number> {
  /** @param simulacro - Drop nothing, and answer how many there are in all. */
  constructor(readonly simulacro = false) {
    super();
  }
}
