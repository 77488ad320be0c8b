import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArchiveLock } from '../../modules/archivo/archive-lock.js';
import { MonthRestorer } from '../../modules/archivo/month-restorer.js';
import { PeriodoLedger, type PeriodoRow } from '../../modules/archivo/periodo-ledger.js';
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
    refuseHot(await this.ledger.find(mes));
    if (run.simulacro) return this.ledger.find(mes);
    return this.lock.hold(async () => {
      const periodo = await this.ledger.find(mes);
      refuseHot(periodo);
      await this.restorer.restore(periodo, run);
      run.log(`${mes.slice(0, 7)}: restaurado`);
      return this.ledger.find(mes);
    });
  }
}

/** @throws {DomainError} `periodo-no-archivado` */
function refuseHot({ mes, estado, archivada }: PeriodoRow): void {
  if (archivada === null) throw new DomainError('periodo-no-archivado', { mes: mes.slice(0, 7), estado });
}
