import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { EventPlace } from '../../modules/trazas/domain/tanda.js';
import { ArchivedEsperas } from '../../modules/trazas/archived-esperas.js';
import { takeEsperas } from '../../modules/trazas/esperas.js';
import { StaleEsperas } from '../../modules/trazas/stale-esperas.js';
import { TandaLedger } from '../../modules/trazas/tanda-ledger.js';
import { TandaSignal } from '../../modules/trazas/tanda-signal.js';
import { TrazaWriter } from '../../modules/trazas/traza-writer.js';
import { UNKNOWN } from '../../modules/trazas/verdict.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { SettleEsperasCommand } from './settle-esperas.command.js';

const BATCH = 500;

@CommandHandler(SettleEsperasCommand)
export class SettleEsperasHandler implements ICommandHandler<SettleEsperasCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly archived: ArchivedEsperas,
    private readonly stale: StaleEsperas,
    private readonly writer: TrazaWriter,
    private readonly ledger: TandaLedger,
    private readonly signal: TandaSignal,
  ) {}

  async execute(): Promise<number> {
    const repeats = await this.archived.settle();
    await this.stale.end();
    const places = await inTransaction(this.pool, (client) => this.settle(client));
    const settled = [...repeats, ...places.map(({ tandaId }) => tandaId)];
    this.signal.announce(settled);
    return settled.length;
  }

  private async settle(client: pg.PoolClient): Promise<EventPlace[]> {
    const places = await takeEsperas(client, BATCH);
    const verdicts = await this.writer.appendKnown(client, places);
    const settled = places.map((place, index) => ({
      place,
      verdict: verdicts[index] ?? UNKNOWN,
    }));
    await this.ledger.settle(client, settled);
    await this.ledger.reject(
      client,
      settled.filter(({ verdict }) => verdict.letra === 'r'),
    );
    return places;
  }
}
