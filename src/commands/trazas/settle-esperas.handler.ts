import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { TrazaPosted } from '../../modules/trazas/domain/tanda.js';
import { type EventPlace, TandaLedger } from '../../modules/trazas/tanda-ledger.js';
import { TandaSignal } from '../../modules/trazas/tanda-signal.js';
import { TrazaWriter } from '../../modules/trazas/traza-writer.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { SettleEsperasCommand } from './settle-esperas.command.js';

// Takes up to $1 trazas that can be settled now, out of the table: a rollback puts them back. Rows that another worker
// holds are left to it.
const TAKE = `
  DELETE FROM trazas_en_espera WHERE (tanda_id, indice) IN (
    SELECT tanda_id, indice FROM trazas_en_espera e
    WHERE vence_en <= now() OR EXISTS (SELECT FROM codigos_envio c WHERE c.codigo = e.codigo)
    LIMIT $1
    FOR UPDATE SKIP LOCKED
  )
  RETURNING tanda_id AS "tandaId", indice AS index, cuerpo,
    (SELECT recibida_en FROM tandas t WHERE t.id = tanda_id) AS "receivedAt"`;

const BATCH = 500;

@CommandHandler(SettleEsperasCommand)
export class SettleEsperasHandler implements ICommandHandler<SettleEsperasCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly writer: TrazaWriter,
    private readonly ledger: TandaLedger,
    private readonly signal: TandaSignal,
  ) {}

  async execute(): Promise<number> {
    const places = await inTransaction(this.pool, (client) => this.settle(client));
    this.signal.announce(places.map(({ tandaId }) => tandaId));
    return places.length;
  }

  private async settle(client: pg.PoolClient): Promise<EventPlace[]> {
    const { rows } = await client.query<Omit<EventPlace, 'traza'> & { cuerpo: string }>(TAKE, [BATCH]);
    const places = rows.map(({ cuerpo, ...place }) => ({
      ...place,
      traza: JSON.parse(cuerpo) as TrazaPosted,
    }));
    const verdicts = await this.writer.appendKnown(client, places);
    const settled = places.map((place, index) => ({
      place,
      verdict: verdicts[index] ?? ({ letra: 'r', razon: 'envio-desconocido' } as const),
    }));
    await this.ledger.settle(client, settled);
    for (const { place, verdict } of settled)
      if (verdict.letra === 'r') await this.ledger.reject(client, place, verdict);
    return places;
  }
}
