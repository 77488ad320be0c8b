import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArchiveLock } from '../../modules/archivo/machine/archive-lock.js';
import { MonthRestorer } from '../../modules/archivo/machine/month-restorer.js';
import { PeriodoLedger, type PeriodoRow } from '../../modules/periodos/contract.js';
import { yearMonth } from '../../platform/database/month.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { RestoreMonthCommand } from './restore-month.command.js';

@CommandHandler(RestoreMonthCommand)
export class RestoreMonthHandler implements ICommandHandler<RestoreMonthCommand> {
  constructor(
    private readonly ledger: PeriodoLedger,
    private readonly restorer: MonthRestorer,
    private readonly lock: ArchiveLock,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `periodo-no-archivado`, `archivo-en-curso`, `archivo-danado`, … */
  async execute({ mes, run }: RestoreMonthCommand): Promise<PeriodoRow> {
    if (run.simulacro) return refuseHot(await this.ledger.find(mes));
    return this.lock.hold(run, async (held) => {
      const periodo = refuseHot(await this.ledger.find(mes));
      await this.restorer.restore(periodo, held);
      run.log(`${yearMonth(mes)}: restaurado`);
      return this.ledger.find(mes);
    });
  }
}

/** @throws {DomainError} `periodo-no-archivado` */
function refuseHot(periodo: PeriodoRow): PeriodoRow {
  const { mes, estado, archivada } = periodo;
  if (archivada === null) throw new DomainError('periodo-no-archivado', { mes: yearMonth(mes), estado });
  return periodo;
}
