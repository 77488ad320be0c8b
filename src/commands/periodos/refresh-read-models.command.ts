import { Command } from '@nestjs/cqrs';
import type { MonthRefresh } from '../../platform/read-models/refresh.js';

/** Folds what changed into the bases of all read models. Answers the months that were refreshed. */
export class RefreshReadModelsCommand extends Command<MonthRefresh[]> {}
