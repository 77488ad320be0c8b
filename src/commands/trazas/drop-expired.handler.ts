import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
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
  ) {}

  async execute({ simulacro }: DropExpiredCommand): Promise<number> {
    if (simulacro) return (await this.ledger.countExpired(this.pool)) + (await countExpiredKeys(this.pool));
    return (await this.ledger.dropExpired(this.pool, BATCH)) + (await dropExpiredKeys(this.pool, BATCH));
  }
}
