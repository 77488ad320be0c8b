import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Verdict } from '../../modules/trazas/verdict.js';
import { TandaAlreadyApplied, TandaLedger } from '../../modules/trazas/tanda-ledger.js';
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
  ) {}

  // Safe to repeat: a tanda that has its row in the ledger was applied, and its second delivery is rolled back whole.
  async execute({ tanda }: StoreTandaCommand): Promise<void> {
    const { trazas, recibidaEn: receivedAt } = tanda;
    try {
      await inTransaction(this.pool, async (client) => {
        const envios = await this.writer.lock(
          client,
          trazas.map(({ codigo }) => codigo),
        );
        const rows = trazas.flatMap((traza, index) => {
          const envioId = envios.get(traza.codigo);
          return envioId ? [{ envioId, receivedAt, traza, index }] : [];
        });
        // Pending is what has no envío yet: it waits.
        const verdicts = trazas.map((): Verdict => ({ letra: 'p' }));
        const stored = await this.writer.append(client, rows);
        for (const [position, { index }] of rows.entries()) verdicts[index] = stored[position] as Verdict;
        await this.ledger.write(client, tanda, verdicts);
      });
    } catch (error) {
      if (!(error instanceof TandaAlreadyApplied)) throw error;
    }
  }
}
