import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PeriodoLedger } from '../../modules/periodos/contract.js';
import { type Ejecucion, JobLauncher } from '../../modules/programaciones/contract.js';
import { StartArchiveJobCommand } from './start-archive-job.command.js';
import { yearMonth } from '../../platform/database/month.js';

@CommandHandler(StartArchiveJobCommand)
export class StartArchiveJobHandler implements ICommandHandler<StartArchiveJobCommand> {
  constructor(
    private readonly ledger: PeriodoLedger,
    private readonly jobs: JobLauncher,
  ) {}

  /** @throws {DomainError} `recurso-desconocido` for a month that is not there */
  async execute({ job, mes, input, context }: StartArchiveJobCommand): Promise<Ejecucion> {
    await this.ledger.find(mes);
    return this.jobs.start(job, { mes: yearMonth(mes) }, input.simulacro, context);
  }
}
