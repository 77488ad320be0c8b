import { Inject, Injectable, Logger } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { ArchivedEnvios } from '../archivo/contract.js';
import { TandaLedger } from './tanda-ledger.js';

const BATCH = 100;

const LIST = 'SELECT codigo FROM trazas_en_espera';

// $1: the code, $2: ids of events.
const TAKE_KNOWN = `
  DELETE FROM trazas_en_espera WHERE codigo = $1 AND lower(cuerpo::json ->> 'idEvento') = ANY ($2)
  RETURNING tanda_id AS "tandaId", indice AS index`;

const IS_AWAITED = 'SELECT EXISTS (SELECT FROM trazas_en_espera WHERE codigo = $1) AS awaited';

/**
 * Trazas of archived envíos wait like those whose envío is not there yet, so that ingestion never waits for the archive.
 * Here it is looked up: an event that is in there is a duplicate, and changes nothing; a new one brings the envío back.
 */
@Injectable()
export class ArchivedEsperas {
  private readonly logger = new Logger('archivo');

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly archivados: ArchivedEnvios,
    private readonly ledger: TandaLedger,
  ) {}

  /**
   * Settles the repeats, and makes hot what the others are for. An envío that cannot be read now goes on waiting.
   *
   * @returns ids of the tandas whose receipts changed.
   */
  async settle(): Promise<string[]> {
    const settled: string[] = [];
    for (const codigo of await this.archivados.listAmong(LIST, [], BATCH)) {
      try {
        settled.push(...(await this.settleOne(codigo)));
      } catch (error) {
        this.logger.error({ message: 'archivo-sin-leer', codigo, error: (error as Error).message });
      }
    }
    return settled;
  }

  private async settleOne(codigo: string): Promise<string[]> {
    const known = await this.archivados.listEvents(codigo);
    const repeats = await inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<{ tandaId: string; index: number }>(TAKE_KNOWN, [codigo, known]);
      await this.ledger.settle(
        client,
        rows.map((place) => ({ place, verdict: { letra: 'd' } })),
      );
      return rows;
    });
    const { rows } = await this.pool.query<{ awaited: boolean }>(IS_AWAITED, [codigo]);
    if (rows[0]?.awaited) await this.archivados.bringBack(codigo);
    return repeats.map(({ tandaId }) => tandaId);
  }
}
