import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { EventPlace, TrazaPosted } from '../../modules/trazas/domain/tanda.js';
import { ArchivedEsperas } from '../../modules/trazas/archived-esperas.js';
import { StaleEsperas } from '../../modules/trazas/stale-esperas.js';
import { TandaLedger } from '../../modules/trazas/tanda-ledger.js';
import { TandaSignal } from '../../modules/trazas/tanda-signal.js';
import { TrazaWriter } from '../../modules/trazas/traza-writer.js';
import { UNKNOWN } from '../../modules/trazas/verdict.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { SettleEsperasCommand } from './settle-esperas.command.js';

// Takes up to $1 trazas that can be settled now, out of the table: a rollback puts them back. Rows that another worker
// holds are left to it. What waits for an archived envío waits on until that one is hot.
const TAKE = `
  DELETE FROM trazas_en_espera WHERE (tanda_id, indice) IN (
    SELECT tanda_id, indice FROM trazas_en_espera e
    WHERE CASE
      WHEN EXISTS (SELECT FROM codigos_envio c WHERE c.codigo = e.codigo)
      THEN NOT EXISTS (
        SELECT FROM codigos_envio c
        WHERE c.codigo = e.codigo AND c.envio_id < (SELECT frontera_archivo()) AND esta_archivado(c.envio_id))
      ELSE vence_en <= now()
    END
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
    // Between taking them and storing them no month may leave for the archive.
    await client.query('LOCK TABLE codigos_envio IN ROW SHARE MODE');
    const { rows } = await client.query<Omit<EventPlace, 'traza'> & { cuerpo: string }>(TAKE, [BATCH]);
    const places = rows.map(({ cuerpo, ...place }) => ({
      ...place,
      traza: JSON.parse(cuerpo) as TrazaPosted,
    }));
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
