import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { type ArchiveRun, UNATTENDED } from '../../modules/archivo/run/archive-run.js';
import { Mes, MES_EXISTS, type PeriodoRow } from '../../modules/periodos/contract.js';
import { SystemOnly } from '../../platform/access/access.js';
import { type Month, monthOfText } from '../../platform/database/month.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ParametersOf } from '../../platform/jobs/job-parameters.js';

/** Which month. */
@ParametersOf('restauracion', [{ parameter: 'mes', exists: MES_EXISTS, needed: true }])
export class RestauracionParameters {
  /** A run without one does not begin. */
  @IsOptional()
  @Mes()
  mes?: string | null;
}

/** Brings an archived month back into the hot tables. Answers where it stands. */
@SystemOnly()
export class RestoreMonthCommand extends Command<PeriodoRow> {
  constructor(
    readonly mes: Month,
    readonly run: ArchiveRun = UNATTENDED,
  ) {
    super();
  }

  /** @throws {DomainError} `validacion` when no month is named */
  static of({ mes }: RestauracionParameters, run: ArchiveRun): RestoreMonthCommand {
    if (!mes) throw DomainError.invalid([{ pointer: '#/parametros/mes', code: 'requerido' }]);
    return new RestoreMonthCommand(monthOfText(mes), run);
  }
}
