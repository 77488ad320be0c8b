import { Command } from '@nestjs/cqrs';
import { type ArchiveRun, UNATTENDED } from '../../modules/archivo/run/archive-run.js';
import type { PeriodoRow } from '../../modules/periodos/contract.js';
import { SystemOnly } from '../../platform/access/access.js';
import type { Month } from '../../platform/database/month.js';

/** Takes one month through the archive as far as it goes now, whatever stopped it before. Answers where it stands. */
@SystemOnly()
export class ArchiveMonthCommand extends Command<PeriodoRow> {
  constructor(
    readonly mes: Month,
    readonly run: ArchiveRun = UNATTENDED,
  ) {
    super();
  }
}
