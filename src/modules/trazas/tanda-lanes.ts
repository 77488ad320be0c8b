import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { POOL } from '../../platform/database/tokens.js';
import { isOfSurroundings } from '../../platform/database/surroundings.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { Gatherer } from '../../platform/queues/gatherer.js';
import { type EventPlace, placesOf, type Tanda, type TrazaPosted, viaOfTanda } from './domain/tanda.js';
import type { Via } from './domain/via.js';
import { EsperaRule } from './espera-rule.js';
import { keysOf } from './event-keys.js';
import { TandaLedger } from './tanda-ledger.js';
import { TrazaWriter } from './traza-writer.js';
import { impossible, UNKNOWN, type Verdict } from './verdict.js';

/** Events of one transaction, unless a single tanda brings more. */
const TRANSACTION_SIZE = 1_000;

/**
 * Events of one transaction of masivas while there are sueltas: so many at most are between a suelta and its turn (ADR 36).
 * Other sizes were not measured.
 */
const BITE = 100;

/** So long after the last suelta there are some. */
const ABOUT_MS = 60_000;

/** What is to be said of an event whose envío may still come. */
const WAITS: Verdict = { letra: 'p' };

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
  private readonly lanes: readonly Gatherer<Part, string[]>[];
  private lastSueltaMs = -Infinity;

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) { TRAZO_INGESTA_CARRILES }: Config,
    private readonly writer: TrazaWriter,
    private readonly esperas: EsperaRule,
    private readonly ledger: TandaLedger,
  ) {
    this.lanes = Array.from(
      { length: TRAZO_INGESTA_CARRILES },
      () =>
        new Gatherer<Part, string[]>({
          limit: (via) => this.limitOf(via as Via),
          inFlight: 1,
          weigh: ({ events }) => events.length,
          kindOf: ({ tanda }) => viaOfTanda(tanda),
          send: (parts) => this.store(parts),
        }),
    );
  }

  /**
   * Resolves when every event of the tanda is stored, waits for its envío or is rejected, and its receipt says so.
   *
   * @returns ids of the events of which something else is stored.
   */
  async storeTanda(tanda: Tanda): Promise<string[]> {
    if (viaOfTanda(tanda) === 'suelta') this.lastSueltaMs = performance.now();
    const parts = Map.groupBy(placesOf(tanda), ({ traza }) => laneOf(traza, this.lanes.length));
    const others = await Promise.all(
      this.lanes.flatMap((lane, index) =>
        bitesOf(parts.get(index) ?? []).map((events) => lane.add({ tanda, events })),
      ),
    );
    return others.flat();
  }

  private limitOf(via: Via): number {
    const sueltas = performance.now() - this.lastSueltaMs < ABOUT_MS;
    return via === 'masiva' && sueltas ? BITE : TRANSACTION_SIZE;
  }

  private async store(parts: readonly Part[]): Promise<string[][]> {
    const others = new Set<EventPlace>();
    await this.storeHalves(parts, others);
    return parts.map(({ events }) =>
      events.filter((event) => others.has(event)).map(({ traza }) => traza.idEvento),
    );
  }

  /**
   * Stores the events in one transaction. TrazaWriter has rejected alone what cannot be stored; if all the same something
   * fails that is not of the surroundings, whatever it is, the events are halved until the one that causes it is alone.
   */
  private async storeHalves(parts: readonly Part[], others: Set<EventPlace>): Promise<void> {
    const events = parts.flatMap((part) => part.events);
    try {
      const verdicts = await inTransaction(this.pool, async (client) => {
        const stored = await this.writer.appendKnown(client, events);
        const codigos = events.map(({ traza }) => keysOf(traza).codigo);
        const awaited = await this.esperas.findAwaited(
          client,
          codigos.filter((_, position) => !stored[position]),
        );
        await this.write(
          client,
          parts,
          (position) => stored[position] ?? (awaited.has(codigos[position] as string) ? WAITS : UNKNOWN),
        );
        return stored;
      });
      for (const [position, event] of events.entries())
        if (verdicts[position]?.letra === 'c') others.add(event);
    } catch (error) {
      if (isOfSurroundings(error)) throw error;
      if (events.length === 1)
        return inTransaction(this.pool, (client) => this.write(client, parts, () => impossible(error)));
      const middle = Math.ceil(events.length / 2);
      await this.storeHalves(select(parts, new Set(events.slice(0, middle))), others);
      await this.storeHalves(select(parts, new Set(events.slice(middle))), others);
    }
  }

  private write(client: pg.PoolClient, parts: readonly Part[], verdictOf: (position: number) => Verdict) {
    let position = 0;
    const settled = parts.map(({ tanda, events }) => ({
      tanda,
      settled: events.map((place) => ({ place, verdict: verdictOf(position++) })),
    }));
    return this.ledger.write(client, settled);
  }
}

/** The parts with these of their events. */
function select(parts: readonly Part[], chosen: ReadonlySet<EventPlace>): Part[] {
  return parts
    .map(({ tanda, events }) => ({ tanda, events: events.filter((event) => chosen.has(event)) }))
    .filter(({ events }) => events.length > 0);
}

function bitesOf(events: readonly EventPlace[]): (readonly EventPlace[])[] {
  return Array.from({ length: Math.ceil(events.length / BITE) }, (_, bite) =>
    events.slice(bite * BITE, (bite + 1) * BITE),
  );
}

/** Spreads codes evenly: the serial number is in the eight digits after the prefix. What has none takes the first lane. */
function laneOf(traza: TrazaPosted, lanes: number): number {
  return Number(keysOf(traza).codigo.slice(2, 10)) % lanes || 0;
}
