import { Command } from '@nestjs/cqrs';
import { SystemOnly } from '../../platform/access/access.js';
import { ParametersOf } from '../../platform/jobs/job-parameters.js';
import type { PersonalRun } from '../../platform/personal/personal-holder.js';

/** There is nothing to say: it takes what is there. */
@ParametersOf('tramites')
export class TramitesParameters {}

/** What became of the trámites that were taken up. */
export interface TramitesResult {
  datos: number;
  bajas: number;
  /** Something came in their way: they are tried again. */
  aplazados: number;
}

/** Takes up what people have asked about their own data. Answers null when nothing waits. */
@SystemOnly()
export class WorkTramitesCommand extends Command<TramitesResult | null> {
  constructor(readonly run: PersonalRun) {
    super();
  }
}
