import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArchiveLock } from '../../modules/archivo/archive-lock.js';
import { MonthMachine } from '../../modules/archivo/month-machine.js';
import { PeriodoLedger } from '../../modules/archivo/periodo-ledger.js';
import { ArchiveDueCommand, type ArchiveDueResult } from './archive-due.command.js';

@CommandHandler(ArchiveDueCommand)
export class ArchiveDueHandler implements ICommandHandler<ArchiveDueCommand> {
  constructor(
    private readonly ledger: PeriodoLedger,
    private readonly machine: MonthMachine,
    private readonly lock: ArchiveLock,
  ) {}

  /** @throws {DomainError} `archivo-en-curso` */
  async execute({ run }: ArchiveDueCommand): Promise<ArchiveDueResult> {
    return run.simulacro ? this.work(run) : this.lock.hold(() => this.work(run));
  }

  private async work(run: ArchiveDueCommand['run']): Promise<ArchiveDueResult> {
    const result: ArchiveDueResult = { avanzados: [], detenidos: [] };
    const due = await this.machine.listDue();
    for (const [index, { mes, estado: de }] of due.entries()) {
      run.progress(index, due.length, 'meses');
      if (run.simulacro) {
        result.avanzados.push({ mes, de, a: de === 'separado' ? 'eliminado' : 'separado' });
        continue;
      }
      try {
        const before = await this.ledger.find(mes);
        if (before.estado === 'eliminado') await this.machine.close(before, run);
        const { estado: a } = await this.machine.run(mes, run);
        if (a !== de) result.avanzados.push({ mes, de, a });
      } catch (error) {
        if (run.signal.aborted) throw error;
        result.detenidos.push({ mes, problema: (error as Error).message });
        run.log(`${mes.slice(0, 7)}: detenido, ${(error as Error).message}`);
      }
    }
    return result;
  }
}
