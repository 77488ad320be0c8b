import { Command } from '@nestjs/cqrs';
import { SystemOnly } from '../../platform/access/access.js';
import type { JobContext } from '../../platform/jobs/job-context.js';
import { ParametersOf } from '../../platform/jobs/job-parameters.js';
import type { MonthRefresh } from '../../platform/read-models/refresh-ledger.js';
import { Flag } from '../../platform/validation/fields.js';

/** What a refresh may be told. */
@ParametersOf('refresco')
export class RefrescoParameters {
  /** Whether to refresh every month that changed, also those that the policy does not find worth it yet. */
  @Flag()
  todo: boolean = false;
}

/** Folds what changed into the bases of all read models. Answers the months that were refreshed. */
@SystemOnly()
export class RefreshReadModelsCommand extends Command<MonthRefresh[]> {
  /**
   * @param todo - Every month that changed, not only those that the policy of the configuration finds worth it.
   * @param simulacro - Only say which months would be refreshed, and how many rows would be folded.
   * @param context - To tell how far it is; between two months is a safe point.
   */
  constructor(
    readonly todo = true,
    readonly simulacro = false,
    readonly context?: Pick<JobContext, 'progress' | 'checkpoint'>,
  ) {
    super();
  }
}
