import { Command } from '@nestjs/cqrs';
import { type ArchiveRun, UNATTENDED } from '../../modules/archivo/archive-run.js';
import type { PeriodoRow } from '../../modules/archivo/periodo-ledger.js';
import type { Month } from '../../platform/database/month.js';

/** Brings an archived month back into the hot tables. Answers where it stands. */
export class RestoreMonthCommand extends Command<PeriodoRow> {
  constructor(
    readonly mes: Month,
    readonly run: ArchiveRun = UNATTENDED,
  ) {
    super();
  }
}
