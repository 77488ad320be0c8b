import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { CambioLog } from '../../modules/eventos/contract.js';
import { TandaLedger } from '../../modules/trazas/tanda-ledger.js';
import { POOL } from '../../platform/database/tokens.js';
import { countExpiredKeys, dropExpiredKeys } from '../../platform/idempotency/once.js';
import { DropExpiredCommand } from './drop-expired.command.js';

// Rows of one statement: it holds its locks, and its snapshot, for some tens of milliseconds.
const BATCH = 1_000;

@CommandHandler(DropExpiredCommand)
export class DropExpiredHandler implements ICommandHandler<DropExpiredCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly ledger: TandaLedger,
    private readonly cambios: CambioLog,
  ) {}

  async execute({ simulacro }: DropExpiredCommand): Promise<number> {
    const counts = simulacro
      ? [
          this.ledger.countExpired(this.pool),
          countExpiredKeys(this.pool),
          this.cambios.countExpired(this.pool),
        ]
      : [
          this.ledger.dropExpired(this.pool, BATCH),
          dropExpiredKeys(this.pool, BATCH),
          this.cambios.dropExpired(this.pool, BATCH),
        ];
    return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
  }
}
