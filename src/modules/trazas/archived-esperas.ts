import { Inject, Injectable, Logger } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { ArchivedEnvios, type TrazasOfEnvio } from '../archivo/contract.js';
import type { EventPlace } from './domain/tanda.js';
import { isAwaitedBy, SELECT_AWAITED, takeForeign, takeKnown } from './esperas.js';
import { TandaLedger } from './tanda-ledger.js';
import { TrazaWriter } from './traza-writer.js';
import { UNKNOWN, type Verdict } from './verdict.js';

const BATCH = 100;

/**
 * Trazas of archived envíos wait like those whose envío is not there yet, so that ingestion never waits for the archive.
 * Here it is looked up: an event that is in there is a duplicate, which says so if its content is another, and changes
 * nothing; a new one brings the envío back. Whoever may not post for the envío learns nothing of it and moves nothing.
 */
@Injectable()
export class ArchivedEsperas {
  private readonly logger = new Logger('archivo');

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly archivados: ArchivedEnvios,
    private readonly ledger: TandaLedger,
    private readonly writer: TrazaWriter,
  ) {}

  /**
   * Settles the repeats, and makes hot what the others are for. An envío that cannot be read now goes on waiting.
   *
   * @returns ids of the tandas whose receipts changed.
   */
  async settle(): Promise<string[]> {
    const settled: string[] = [];
    const unread: { codigo: string; error: string }[] = [];
    for (const codigo of await this.archivados.listAmong(SELECT_AWAITED, [], BATCH)) {
      try {
        settled.push(...(await this.settleOne(codigo)));
      } catch (error) {
        unread.push({ codigo, error: (error as Error).message });
      }
    }
    // One line, as this comes back every few seconds while a file of the archive cannot be read.
    if (unread.length > 0)
      this.logger.error({ message: 'archivo-sin-leer', cuantos: unread.length, ...unread[0] });
    return settled;
  }

  private async settleOne(codigo: string): Promise<string[]> {
    const archived = await this.archivados.readTrazas(codigo);
    // It came back meanwhile: whatever waits for it is stored with the next.
    if (!archived) return [];
    const { transportistaId } = archived;
    const settled = [
      ...(await this.refuseForeign(codigo, transportistaId)),
      ...(await this.settleRepeats(codigo, archived)),
    ];
    if (await isAwaitedBy(this.pool, codigo, transportistaId)) await this.archivados.bringBack(codigo);
    return settled.map(({ tandaId }) => tandaId);
  }

  private refuseForeign(codigo: string, transportistaId: string): Promise<EventPlace[]> {
    return inTransaction(this.pool, async (client) => {
      const places = await takeForeign(client, codigo, transportistaId);
      const settled = places.map((place) => ({ place, verdict: UNKNOWN }));
      await this.ledger.settle(client, settled);
      await this.ledger.reject(client, settled);
      return places;
    });
  }

  private settleRepeats(codigo: string, { envioId, events, json }: TrazasOfEnvio): Promise<EventPlace[]> {
    return inTransaction(this.pool, async (client) => {
      const places = await takeKnown(client, codigo, events);
      const verdicts = await this.writer.compareArchived(
        client,
        places.map((place) => ({ ...place, envioId })),
        json,
      );
      const others = verdicts.filter(({ letra }) => letra === 'c').length;
      if (others > 0) this.logger.warn({ message: 'contenido-distinto', codigo, cuantas: others });
      await this.ledger.settle(
        client,
        places.map((place, index) => ({ place, verdict: verdicts[index] as Verdict })),
      );
      return places;
    });
  }
}
