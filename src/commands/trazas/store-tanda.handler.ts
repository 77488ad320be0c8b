import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { TandaAlreadyApplied, TandaLedger } from '../../modules/trazas/tanda-ledger.js';
import { TandaSignal } from '../../modules/trazas/tanda-signal.js';
import { TrazaWriter } from '../../modules/trazas/traza-writer.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { StoreTandaCommand } from './store-tanda.command.js';

@CommandHandler(StoreTandaCommand)
export class StoreTandaHandler implements ICommandHandler<StoreTandaCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly writer: TrazaWriter,
    private readonly ledger: TandaLedger,
    private readonly signal: TandaSignal,
  ) {}

  // Safe to repeat: a tanda that has its row in the ledger was applied, and its second delivery is rolled back whole.
  async execute({ tanda }: StoreTandaCommand): Promise<void> {
    const { trazas, recibidaEn: receivedAt } = tanda;
    try {
      await inTransaction(this.pool, async (client) => {
        const events = trazas.map((traza) => ({ receivedAt, traza }));
        const verdicts = await this.writer.appendKnown(client, events);
        // Pending is what has no envío yet: it waits.
        await this.ledger.write(
          client,
          tanda,
          verdicts.map((verdict) => verdict ?? { letra: 'p' }),
        );
      });
    } catch (error) {
      if (!(error instanceof TandaAlreadyApplied)) throw error;
    }
    this.signal.announce([tanda.id]);
  }
}
