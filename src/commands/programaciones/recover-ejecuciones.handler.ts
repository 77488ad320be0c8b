import { Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { RunLedger } from '../../platform/jobs/run-ledger.js';
import { RunQueue } from '../../platform/jobs/run-queue.js';
import { RecoverEjecucionesCommand } from './recover-ejecuciones.command.js';

/** Waiting runs that are looked at: what is behind them comes later. */
const BATCH = 1_000;

@CommandHandler(RecoverEjecucionesCommand)
export class RecoverEjecucionesHandler implements ICommandHandler<RecoverEjecucionesCommand> {
  private readonly logger = new Logger('programaciones');

  constructor(
    private readonly ledger: RunLedger,
    private readonly queue: RunQueue,
  ) {}

  async execute(): Promise<number> {
    const lost = await this.ledger.recover();
    for (const run of lost) this.logger.error({ message: 'worker-perdido', ...run });
    this.queue.announce(await this.ledger.listWaiting(BATCH));
    return lost.length;
  }
}
