import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { POOL } from '../../platform/database/tokens.js';
import { isOfSurroundings } from '../../platform/database/surroundings.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { Gatherer } from '../../platform/queues/gatherer.js';
import { ArchivedEnvios } from '../archivo/contract.js';
import { findUsedCodes } from '../codigos/contract.js';
import { placesOf, type Tanda, viaOfTanda } from './domain/tanda.js';
import { keysOf } from './event-keys.js';
import { TandaLedger } from './tanda-ledger.js';
import { TrazaWriter } from './traza-writer.js';
import { annulled, impossible, UNKNOWN, type Verdict } from './verdict.js';

/** Connections beside those of the lanes. With two, a list does not keep a scan waiting: the ways take turns. */
const CONNECTIONS = 2;

/** What one try came to. */
interface Outcome {
  /** Codes of envíos that have to be hot before anything can be decided; none when it is. */
  away: readonly string[];
  /** Ids of events of which something else is stored. */
  others: string[];
}

/** Times that a tanda is tried while envíos of it come, or go to the archive. Then what is not there is not there. */
const MOST_TRIES = 5;

const SETTLED: Outcome = { away: [], others: [] };

// $1: id of a tanda. Two deliveries of one tanda take turns, so that the second finds what the first decided.
const TAKE_TURN = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/**
 * Stores tandas of which all is stored or nothing: each in one transaction, which stores every event or rejects every
 * event. Nothing of them waits for an envío that is not there yet, as that may never come (ADR 50).
 */
@Injectable()
export class WholeTandas {
  private readonly turns: Gatherer<{ tanda: Tanda; isLast: boolean }, Outcome>;

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly writer: TrazaWriter,
    private readonly ledger: TandaLedger,
    private readonly archivados: ArchivedEnvios,
  ) {
    this.turns = new Gatherer({
      limit: 1,
      inFlight: CONNECTIONS,
      weigh: () => 1,
      kindOf: ({ tanda }) => viaOfTanda(tanda),
      send: (tries) => Promise.all(tries.map(({ tanda, isLast }) => this.store(tanda, isLast))),
    });
  }

  /**
   * Resolves when every event of the tanda is stored, or every one is rejected, and its receipt says so.
   *
   * @returns ids of the events of which something else is stored.
   */
  async storeTanda(tanda: Tanda): Promise<string[]> {
    for (let time = 1; ; time += 1) {
      const { away, others } = await this.turns.add({ tanda, isLast: time >= MOST_TRIES });
      for (const codigo of away) {
        const refusal = await this.fetch(tanda, codigo);
        if (!refusal) continue;
        await this.refuse(tanda, codigo, refusal);
        return [];
      }
      if (away.length === 0) return others;
    }
  }

  /**
   * Brings an archived envío back for those trazas of a tanda that are about it.
   *
   * @returns why that may not be, or cannot be: nothing of a tanda waits for somebody to mend a file of the archive.
   */
  private async fetch({ trazas }: Tanda, codigo: string): Promise<Verdict | undefined> {
    const bound = trazas.find((traza) => keysOf(traza).codigo === codigo)?.transportistaId;
    let known = bound === undefined;
    try {
      if (bound !== undefined) {
        const owner = (await this.archivados.transportistasOf([codigo])).get(codigo);
        // Without an answer it is hot again, and the next try tells.
        if (owner === undefined) return undefined;
        if (owner !== bound) return UNKNOWN;
        known = true;
      }
      await this.archivados.bringBack(codigo);
      return undefined;
    } catch (error) {
      if (isOfSurroundings(error)) throw error;
      // Whoever may not be its own is not told that there is such an envío.
      return known ? impossible(error) : UNKNOWN;
    }
  }

  /** Rejects all of a tanda for what is wrong with one code of it. */
  private async refuse(tanda: Tanda, codigo: string, verdict: Verdict): Promise<void> {
    const culprit = tanda.trazas.findIndex((traza) => keysOf(traza).codigo === codigo);
    const verdicts = tanda.trazas.map((_, index) =>
      index === culprit ? verdict : annulled(culprit, verdict),
    );
    await inTransaction(this.pool, async (client) => {
      await client.query(TAKE_TURN, [tanda.id]);
      if (!(await this.ledger.isDecided(client, tanda.id))) await this.write(client, tanda, verdicts);
    });
  }

  private async store(tanda: Tanda, isLast: boolean): Promise<Outcome> {
    try {
      return await inTransaction(this.pool, (client) => this.decide(client, tanda, isLast));
    } catch (error) {
      if (isOfSurroundings(error)) throw error;
      // What cannot be stored is rejected, as in the lanes; here with all that came with it.
      const verdicts = tanda.trazas.map(() => impossible(error));
      await inTransaction(this.pool, (client) => this.write(client, tanda, verdicts));
      return SETTLED;
    }
  }

  private async decide(client: pg.PoolClient, tanda: Tanda, isLast: boolean): Promise<Outcome> {
    await client.query(TAKE_TURN, [tanda.id]);
    if (await this.ledger.isDecided(client, tanda.id)) return SETTLED;
    await client.query('SAVEPOINT entera');
    const found = await this.writer.appendKnown(client, placesOf(tanda));
    if (found.every((verdict) => verdict !== undefined && verdict.letra !== 'r')) {
      await this.write(client, tanda, found as Verdict[]);
      const others = tanda.trazas.filter((_, index) => found[index]?.letra === 'c');
      return { away: [], others: others.map(({ idEvento }) => idEvento) };
    }
    await client.query('ROLLBACK TO SAVEPOINT entera');
    const codigos = tanda.trazas.map((traza) => keysOf(traza).codigo);
    const missing = codigos.filter((_, index) => !found[index]);
    // Archived, or created a moment ago.
    const away = isLast ? new Set<string>() : await findUsedCodes(client, missing);
    const verdicts = found.map((verdict, index) =>
      !verdict && !away.has(codigos[index] as string) ? UNKNOWN : verdict,
    );
    const culprit = verdicts.findIndex((verdict) => verdict?.letra === 'r');
    if (culprit < 0) return { away: [...away], others: [] };
    const because = annulled(culprit, verdicts[culprit] as Verdict);
    await this.write(
      client,
      tanda,
      verdicts.map((verdict) => (verdict?.letra === 'r' ? verdict : because)),
    );
    return SETTLED;
  }

  private write(client: pg.PoolClient, tanda: Tanda, verdicts: readonly Verdict[]): Promise<void> {
    const settled = placesOf(tanda).map((place, index) => ({ place, verdict: verdicts[index] as Verdict }));
    return this.ledger.write(client, [{ tanda, settled }]);
  }
}
