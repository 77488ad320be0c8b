import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { Gatherer } from '../../platform/queues/gatherer.js';
import type { Tanda } from './domain/tanda.js';
import { type EventPlace, TandaLedger } from './tanda-ledger.js';
import { TrazaWriter } from './traza-writer.js';

/** Events of one transaction, unless a single tanda brings more. */
const TRANSACTION_SIZE = 1_000;

/** The events of one tanda that belong to one lane. */
interface Part {
  tanda: Tanda;
  events: readonly EventPlace[];
}

/**
 * Stores tandas over several connections that never wait for each other: an envío always takes the same lane, and a lane
 * has one transaction at a time. What arrives for a lane meanwhile, of however many tandas, goes into its next one: one
 * commit pays for all of it.
 */
@Injectable()
export class TandaLanes {
  private readonly lanes: readonly Gatherer<Part, void>[];

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) { TRAZO_INGESTA_CARRILES }: Config,
    private readonly writer: TrazaWriter,
    private readonly ledger: TandaLedger,
  ) {
    this.lanes = Array.from(
      { length: TRAZO_INGESTA_CARRILES },
      () =>
        new Gatherer<Part, void>({
          limit: TRANSACTION_SIZE,
          inFlight: 1,
          weigh: ({ events }) => events.length,
          send: (parts) => this.store(parts),
        }),
    );
  }

  /** Resolves when every event of the tanda is stored, waits for its envío or is rejected, and its receipt says so. */
  async storeTanda(tanda: Tanda): Promise<void> {
    const parts = Map.groupBy(placesOf(tanda), ({ traza }) => laneOf(traza.codigo, this.lanes.length));
    await Promise.all(
      this.lanes.map(async (lane, index) => {
        const events = parts.get(index);
        if (events) await lane.add({ tanda, events });
      }),
    );
  }

  private store(parts: readonly Part[]): Promise<void[]> {
    const events = parts.flatMap((part) => part.events);
    return inTransaction(this.pool, async (client) => {
      const stored = await this.writer.appendKnown(client, events);
      const verdicts = new Map(events.map((event, position) => [event, stored[position]]));
      await this.ledger.write(
        client,
        parts.map(({ tanda, events: own }) => ({
          tanda,
          // Pending is what has no envío yet: it waits.
          settled: own.map((place) => ({ place, verdict: verdicts.get(place) ?? { letra: 'p' } })),
        })),
      );
      return parts.map(() => undefined);
    });
  }
}

function placesOf({ id: tandaId, recibidaEn: receivedAt, trazas }: Tanda): EventPlace[] {
  return trazas.map((traza, index) => ({ tandaId, index, receivedAt, traza }));
}

/** Spreads codes evenly: the serial number is in the eight digits after the prefix. */
function laneOf(codigo: string, lanes: number): number {
  return Number(codigo.slice(2, 10)) % lanes;
}
