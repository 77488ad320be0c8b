import { Command } from '@nestjs/cqrs';
import type { MonthRefresh } from '../../platform/read-models/refresh.js';

/** Folds what changed into the bases of all read models. Answers the months that were refreshed. */
export class RefreshReadModelsCommand extends Command<MonthRefresh[]> {
  /** @param onlyDue - Whether to leave alone what the policy of the configuration does not find worth it yet. */
  constructor(readonly onlyDue = false) {
    super();
  }
}
