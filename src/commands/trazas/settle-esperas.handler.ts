import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { TrazaPosted } from '../../modules/trazas/domain/tanda.js';
import type { Verdict } from '../../modules/trazas/verdict.js';
import { type EventPlace, TandaLedger } from '../../modules/trazas/tanda-ledger.js';
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
  ) {}

  execute(): Promise<number> {
    return inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<Omit<EventPlace, 'traza'> & { cuerpo: string }>(TAKE, [BATCH]);
      // Receipts are written in the order of their ids, as the lanes do.
      const ordered = rows.sort((a, b) => (a.tandaId < b.tandaId ? -1 : 1));
      const places = ordered.map(({ cuerpo, ...place }) => ({
        ...place,
        traza: JSON.parse(cuerpo) as TrazaPosted,
      }));
      const envios = await this.writer.lock(
        client,
        places.map(({ traza }) => traza.codigo),
      );
      const known = places.flatMap((place) => {
        const envioId = envios.get(place.traza.codigo);
        return envioId ? [{ ...place, envioId }] : [];
      });
      const verdicts = await this.writer.append(client, known);
      for (const [position, place] of known.entries())
        await this.ledger.settle(client, place, verdicts[position] as Verdict);
      for (const place of places)
        if (!envios.has(place.traza.codigo))
          await this.ledger.settle(client, place, { letra: 'r', razon: 'envio-desconocido' });
      return places.length;
    });
  }
}
