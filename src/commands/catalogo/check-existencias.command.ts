import { Command } from '@nestjs/cqrs';
import { SystemOnly } from '../../platform/access/access.js';
import { ParametersOf } from '../../platform/jobs/job-parameters.js';

/** It takes none. */
@ParametersOf('revision-de-existencias')
export class RevisionParameters {}

/** A batch of productos that was checked. */
export interface Checked {
  /** How many. */
  productos: number;
  /** Those whose movements do not sum up to what is there. */
  diferencias: string[];
  /** The last of them; null when there are no more. */
  last: string | null;
}

/** Checks of a batch of productos whether the sum of their movements is what is there. */
@SystemOnly()
export class CheckExistenciasCommand extends Command<Checked> {
  /** @param after - Where the batch begins: the last of the one before. */
  constructor(readonly after: string | null) {
    super();
  }
}
