import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { Gatherer } from '../../platform/queues/gatherer.js';
import type { Tanda } from './domain/tanda.js';
import type { Via } from './domain/via.js';
import { type EventPlace, TandaLedger } from './tanda-ledger.js';
import { TrazaWriter } from './traza-writer.js';

/** Events of one transaction, unless a single tanda brings more. */
const TRANSACTION_SIZE = 1_000;

/**
 * Events of one transaction of masivas while there are sueltas: so many at most are between a suelta and its turn. Smaller
 * bites make the wait hardly shorter and each traza dearer (ADR 36).
 */
const BITE = 100;

/** So long after the last suelta there are some. */
const ABOUT_MS = 60_000;

/** Events of one tanda that belong to one lane; of a masiva, no more than a bite. */
interface Part {
  tanda: Tanda;
  events: readonly EventPlace[];
}

/**
 * Stores tandas over several connections that never wait for each other: an envío always takes the same lane, and a lane
 * has one transaction at a time. What arrives for a lane meanwhile, of however many tandas, goes into its next one: one
 * commit pays for all of it. The ways take turns in every lane, so that neither starves, and while there are sueltas the
 * turn of the masivas is a short one.
 */
@Injectable()
export class TandaLanes {
  private readonly lanes: readonly Gatherer<Part, void>[];
  private lastSueltaMs = -Infinity;

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
          limit: (via) => this.limitOf(via as Via),
          inFlight: 1,
          weigh: ({ events }) => events.length,
          kindOf: ({ tanda }) => viaOfTanda(tanda),
          send: (parts) => this.store(parts),
        }),
    );
  }

  /** Resolves when every event of the tanda is stored, waits for its envío or is rejected, and its receipt says so. */
  async storeTanda(tanda: Tanda): Promise<void> {
    if (viaOfTanda(tanda) === 'suelta') this.lastSueltaMs = performance.now();
    const parts = Map.groupBy(placesOf(tanda), ({ traza }) => laneOf(traza.codigo, this.lanes.length));
    await Promise.all(
      this.lanes.flatMap((lane, index) =>
        bitesOf(parts.get(index) ?? []).map((events) => lane.add({ tanda, events })),
      ),
    );
  }

  private limitOf(via: Via): number {
    const sueltas = performance.now() - this.lastSueltaMs < ABOUT_MS;
    return via === 'masiva' && sueltas ? BITE : TRANSACTION_SIZE;
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

function bitesOf(events: readonly EventPlace[]): (readonly EventPlace[])[] {
  return Array.from({ length: Math.ceil(events.length / BITE) }, (_, bite) =>
    events.slice(bite * BITE, (bite + 1) * BITE),
  );
}

function viaOfTanda({ via = 'masiva' }: Tanda): Via {
  return via;
}

/** Spreads codes evenly: the serial number is in the eight digits after the prefix. */
function laneOf(codigo: string, lanes: number): number {
  return Number(codigo.slice(2, 10)) % lanes;
}
