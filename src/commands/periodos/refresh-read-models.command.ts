import { Command } from '@nestjs/cqrs';
import { ParametersOf } from '../../platform/jobs/job-parameters.js';
import type { MonthRefresh } from '../../platform/read-models/refresh.js';

/** A refresh has nothing to be told. */
@ParametersOf('refresco')
export class RefrescoParameters {}

/** Folds what changed into the bases of all read models. Answers the months that were refreshed. */
export class RefreshReadModelsCommand extends Command<MonthRefresh[]> {
  /** @param simulacro - Only say which months would be refreshed, and how many rows would be folded. */
  constructor(readonly simulacro = false) {
    super();
  }
}
