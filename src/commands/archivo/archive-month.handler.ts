import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArchiveLock } from '../../modules/archivo/machine/archive-lock.js';
import { MonthMachine } from '../../modules/archivo/machine/month-machine.js';
import { mustBeginAgain, PeriodoLedger, type PeriodoRow } from '../../modules/periodos/contract.js';
import { yearMonth, monthOf } from '../../platform/database/month.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ArchiveMonthCommand } from './archive-month.command.js';

@CommandHandler(ArchiveMonthCommand)
export class ArchiveMonthHandler implements ICommandHandler<ArchiveMonthCommand> {
  constructor(
    private readonly ledger: PeriodoLedger,
    private readonly machine: MonthMachine,
    private readonly lock: ArchiveLock,
  ) {}

  /** @throws {DomainError} `recurso-desconocido`, `periodo-no-archivable`, `archivo-en-curso`, or what stopped the month */
  async execute({ mes, run }: ArchiveMonthCommand): Promise<PeriodoRow> {
    if (mes >= monthOf(new Date()))
      throw new DomainError('periodo-no-archivable', { mes: yearMonth(mes), estado: 'en curso' });
    const asked = await this.ledger.find(mes);
    if (run.simulacro) return asked;
    return this.lock.hold(run, async (held) => {
      const periodo = await this.ledger.find(mes);
      if (mustBeginAgain(periodo)) await this.machine.close(periodo, held);
      return this.machine.run(mes, held);
    });
  }
}
