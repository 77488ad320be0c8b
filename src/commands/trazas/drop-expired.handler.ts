import { Inject, Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { TandaLedger } from '../../modules/trazas/tanda-ledger.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Errands } from '../../platform/errands/errands.js';
import { countExpiredKeys, dropExpiredKeys } from '../../platform/idempotency/once.js';
import { Log } from '../../platform/log/log.js';
import { ReaderLedger } from '../../platform/readers/reader-ledger.js';
import { DropExpiredCommand } from './drop-expired.command.js';

// Rows of one statement: it holds its locks, and its snapshot, for some tens of milliseconds.
const BATCH = 1_000;

@CommandHandler(DropExpiredCommand)
export class DropExpiredHandler implements ICommandHandler<DropExpiredCommand> {
  private readonly logger = new Logger('limpieza');

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly ledger: TandaLedger,
    private readonly log: Log,
    private readonly readers: ReaderLedger,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute({ simulacro }: DropExpiredCommand): Promise<number> {
    const counts = simulacro
      ? [
          this.ledger.countExpired(this.pool),
          countExpiredKeys(this.pool),
          Errands.countDone(this.pool),
          this.log.countExpired(this.config.TRAZO_EVENTOS_DIAS),
        ]
      : [
          this.ledger.dropExpired(this.pool, BATCH),
          dropExpiredKeys(this.pool, BATCH),
          Errands.dropDone(this.pool, BATCH),
          this.dropLog(),
        ];
    return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
  }

  private async dropLog(): Promise<number> {
    const { TRAZO_EVENTOS_DIAS: days } = this.config;
    await this.log.numberAll();
    const { dropped, passed } = await inTransaction(this.pool, async (client) => ({
      dropped: await this.log.dropExpired(client, days, BATCH, await this.readers.oldestUnread(client, days)),
      passed: await this.readers.noteLeftBehind(client),
    }));
    for (const { nombre, posicion } of passed)
      this.logger.warn({ message: 'lector-perdio', lector: nombre, leidoHasta: posicion });
    return dropped;
  }
}
