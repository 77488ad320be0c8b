import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { CambioLog } from '../../modules/eventos/contract.js';
import { TandaLedger } from '../../modules/trazas/tanda-ledger.js';
import { POOL } from '../../platform/database/tokens.js';
import { dropExpiredKeys } from '../../platform/idempotency/once.js';
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

  async execute(): Promise<number> {
    return (
      (await this.ledger.dropExpired(this.pool, BATCH)) +
      (await dropExpiredKeys(this.pool, BATCH)) +
      (await this.cambios.dropExpired(this.pool, BATCH))
    );
  }
}
