import { Command } from '@nestjs/cqrs';
import { SystemOnly } from '../../platform/access/access.js';
import { ParametersOf } from '../../platform/jobs/job-parameters.js';

/** Which months is a matter of the configuration. */
@ParametersOf('apertura-de-periodos')
export class AperturaParameters {}

/** Opens the current month and those ahead of it. Answers the months that were opened now. */
@SystemOnly()
export class OpenPeriodosCommand extends Command<string[]> {
  /** @param simulacro - Only say which months would be opened. */
  constructor(readonly simulacro = false) {
    super();
  }
}
