import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArchiveLock } from '../../modules/archivo/machine/archive-lock.js';
import type { HeldRun } from '../../modules/archivo/run/archive-run.js';
import { MonthMachine } from '../../modules/archivo/machine/month-machine.js';
import { endOfRun, PeriodoLedger } from '../../modules/periodos/contract.js';
import { ArchiveMonthCommand } from './archive-month.command.js';
import { ArchiveDueCommand, type ArchiveDueResult } from './archive-due.command.js';
import { yearMonth, monthOfText } from '../../platform/database/month.js';

@CommandHandler(ArchiveDueCommand)
export class ArchiveDueHandler implements ICommandHandler<ArchiveDueCommand> {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: PeriodoLedger,
    private readonly machine: MonthMachine,
    private readonly lock: ArchiveLock,
  ) {}

  /** @throws {DomainError} `archivo-en-curso` */
  async execute({ run, mes }: ArchiveDueCommand): Promise<ArchiveDueResult | null> {
    if (mes) {
      const de = (await this.ledger.find(monthOfText(mes))).estado;
      const { estado } = await this.commands.execute(new ArchiveMonthCommand(monthOfText(mes), run));
      return { avanzados: [{ mes, de, a: run.simulacro ? endOfRun(de) : estado }], detenidos: [] };
    }
    if (run.simulacro) {
      const due = await this.machine.listDue();
      const would = due.map(({ mes: month, estado: de }) => ({
        mes: yearMonth(month),
        de,
        a: endOfRun(de),
      }));
      return { avanzados: would, detenidos: [] };
    }
    return this.lock.hold(run, (held) => this.work(held));
  }

  private async work(run: HeldRun): Promise<ArchiveDueResult | null> {
    const result: ArchiveDueResult = { avanzados: [], detenidos: [] };
    const due = await this.machine.listDue();
    for (const [index, before] of due.entries()) {
      run.progress(index, due.length, 'meses');
      const mes = yearMonth(before.mes);
      try {
        if (before.estado === 'eliminado') await this.machine.close(before, run);
        const { estado: a } = await this.machine.run(before.mes, run);
        result.avanzados.push({ mes, de: before.estado, a });
      } catch (error) {
        if (run.signal.aborted) throw error;
        result.detenidos.push({ mes, problema: (error as Error).message });
        run.log(`${mes}: detenido, ${(error as Error).message}`);
      }
    }
    return due.length > 0 ? result : null;
  }
}
