import { Command } from '@nestjs/cqrs';
import { type ArchiveRun, UNATTENDED } from '../../modules/archivo/archive-run.js';
import type { Month } from '../../platform/database/month.js';

/** What a nightly run did, or would do. */
export interface ArchiveDueResult {
  /** Months that went on. */
  avanzados: { mes: Month; de: string; a: string }[];
  /** Months that could not, and why. */
  detenidos: { mes: Month; problema: string }[];
}

/** Takes every month that is old enough through the archive, oldest first. One that cannot go on stops no other. */
export class ArchiveDueCommand extends Command<ArchiveDueResult> {
  constructor(readonly run: ArchiveRun = UNATTENDED) {
    super();
  }
}
