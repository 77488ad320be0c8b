import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { type ArchiveRun, UNATTENDED } from '../../modules/archivo/run/archive-run.js';
import { Mes, MES_EXISTS } from '../../modules/periodos/contract.js';
import { SystemOnly } from '../../platform/access/access.js';
import { ParametersOf } from '../../platform/jobs/job-parameters.js';

/** Which months. */
@ParametersOf('archivado', [{ parameter: 'mes', exists: MES_EXISTS }])
export class ArchivadoParameters {
  /** This one, whatever its age, even after a problem; all that are old enough if left out. */
  @IsOptional()
  @Mes()
  mes?: string | null;
}

/** A month that went on, or would. */
export type MonthAdvance = { mes: string; de: string; a: string };

/** What a nightly run did, or would do. */
export interface ArchiveDueResult {
  /** Months that went on. */
  avanzados: MonthAdvance[];
  /** Months that could not, and why. */
  detenidos: { mes: string; problema: string }[];
}

/**
 * Takes every month that is old enough through the archive, oldest first; one that cannot go on stops no other. Or only the
 * month that is named. Answers null when there was nothing to do.
 */
@SystemOnly()
export class ArchiveDueCommand extends Command<ArchiveDueResult | null> {
  constructor(
    readonly run: ArchiveRun = UNATTENDED,
    readonly mes?: string | null,
  ) {
    super();
  }
}
