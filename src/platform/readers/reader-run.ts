import { Logger } from '@nestjs/common';
import type pg from 'pg';
import type { Queryable } from '../database/pool.js';
import { isOfSurroundings } from '../database/surroundings.js';
import { inTransaction } from '../database/transaction.js';
import type { Fact } from '../log/fact.js';
import type { Log } from '../log/log.js';
import { behind, comparePlaces, type Extent, type Place } from '../log/place.js';
import { BATCH_SIZE, type Reader } from './reader.js';
import { type Group, groupsOf, signatureOf } from './reader-batch.js';
import { type Held, LeaseLost, type ReaderLedger } from './reader-ledger.js';
import { closeAside, setAside, takeAside } from './set-aside.js';

/** Positions of one look at the log. */
const WINDOW = 2_000;

/** Tries of a group, at once and one after the other, before its facts are taken one by one. */
const TRIES = 3;

/** A place that moved over facts of others is written down once in so many milliseconds. */
const WRITE_PLACE_EVERY_MS = 1_000;

/** What operators want to be tried again is looked for once in so many milliseconds. */
const REPEAT_ASIDE_EVERY_MS = 2_000;

/** More facts than a batch has. */
const WHOLE = 1_000_000;

/** Facts that are worked off together, and the place behind them. */
interface Batch {
  facts: readonly Fact[];
  end: Place;
}

/** Runs one reader while this worker holds it. */
export class ReaderRun {
  private readonly logger = new Logger('lectores');
  private writtenMs = 0;
  private asideMs = 0;
  private unwritten = false;

  constructor(
    private readonly reader: Reader,
    private readonly held: Held,
    private readonly pool: pg.Pool,
    private readonly log: Log,
    private readonly ledger: ReaderLedger,
  ) {}

  /**
   * Works off the next batch, if there is one.
   *
   * @returns whether there may be more.
   * @throws {LeaseLost} when another worker has the reader; any error of the surroundings. Either way nobody knows here how
   *   far the reader is: the table does.
   */
  async step({ primera, ultima }: Extent): Promise<boolean> {
    if (this.isTime(REPEAT_ASIDE_EVERY_MS, 'asideMs')) await this.repeatAside();
    const { place } = this.held;
    // What the reader missed is gone.
    if (place.posicion < primera - 1) {
      this.held.end = null;
      this.skipTo(behind(primera - 1));
    }
    if (comparePlaces(this.held.place, behind(ultima)) >= 0) {
      await this.writePlace(false);
      return false;
    }
    const { facts, end } = this.held.end ? await this.sameBatch(this.held.end) : await this.nextBatch(ultima);
    if (facts.length > 0) await this.work(facts, end);
    this.skipTo(end);
    await this.writePlace(facts.length > 0);
    return comparePlaces(end, behind(ultima)) < 0;
  }

  private async nextBatch(ultima: number): Promise<Batch> {
    const upTo = Math.min(ultima, this.held.place.posicion + WINDOW);
    const limit = this.reader.batchSize ?? BATCH_SIZE;
    const facts = await this.log.list({ after: this.held.place, upTo, limit, types: this.reader.types });
    return { facts, end: facts.length === limit ? (facts.at(-1) as Fact).place : behind(upTo) };
  }

  /** The batch that an earlier worker had in hand. The log has grown since; the batch has not. */
  private async sameBatch(end: Place): Promise<Batch> {
    const window = { after: this.held.place, upTo: end.posicion, limit: WHOLE, types: this.reader.types };
    const facts = await this.log.list(window);
    return { facts: facts.filter(({ place }) => comparePlaces(place, end) <= 0), end };
  }

  private skipTo(place: Place): void {
    this.held.place = place;
    this.unwritten = true;
  }

  /** Where nothing was for the reader, its place is written once in a while: it costs nothing to pass the rest again. */
  private async writePlace(now: boolean): Promise<void> {
    if (!this.unwritten || !(now || this.isTime(WRITE_PLACE_EVERY_MS, 'writtenMs'))) return;
    await this.ledger.move(this.pool, this.held, this.held.place);
    Object.assign(this.held, { avance: 0, firma: null, end: null });
    this.unwritten = false;
    this.writtenMs = performance.now();
  }

  private isTime(everyMs: number, last: 'writtenMs' | 'asideMs'): boolean {
    if (performance.now() - this[last] < everyMs) return false;
    this[last] = performance.now();
    return true;
  }

  /** Groups that are committed already are skipped, if this is the batch that they were of. */
  private async work(facts: readonly Fact[], end: Place): Promise<void> {
    const groups = groupsOf(this.reader, facts);
    const signature = signatureOf(groups);
    if (this.held.firma !== signature) {
      await this.ledger.beginBatch(this.held, signature, end);
      Object.assign(this.held, { avance: 0, firma: signature, end });
    }
    for (const group of groups.slice(this.held.avance)) {
      await this.tryGroup(group, signature);
      this.held.avance += 1;
    }
  }

  private async tryGroup(group: Group, signature: string): Promise<void> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      try {
        return await this.commit(signature, (client) => this.reader.handle(group, client));
      } catch (error) {
        if (error instanceof LeaseLost || isOfSurroundings(error)) throw error;
        this.logger.warn({ message: 'lector-falla', lector: this.reader.name, intento: tries, error });
      }
    }
    await this.commit(signature, (client) => this.oneByOne(group, client));
  }

  private commit(signature: string, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    return inTransaction(this.pool, async (client) => {
      await work(client);
      await this.ledger.advance(client, this.held, this.held.avance, signature);
    });
  }

  private async oneByOne(group: Group, client: pg.PoolClient): Promise<void> {
    for (const fact of group) {
      const error = await this.attempt(fact, client);
      if (error === undefined) continue;
      await setAside(client, this.reader.name, fact, error, TRIES + 1);
      this.logger.error({ message: 'hecho-apartado', lector: this.reader.name, hecho: fact.id, error });
    }
  }

  /** Tries one fact inside a transaction that goes on either way; answers what went wrong, if anything did. */
  private async attempt(fact: Fact, db: Queryable): Promise<unknown> {
    await db.query('SAVEPOINT hecho');
    try {
      await this.reader.handle([fact], db);
      await db.query('RELEASE SAVEPOINT hecho');
      return undefined;
    } catch (error) {
      if (isOfSurroundings(error)) throw error;
      await db.query('ROLLBACK TO SAVEPOINT hecho');
      return error ?? new Error('nothing was thrown');
    }
  }

  /** Tries again what operators asked for. */
  private async repeatAside(): Promise<void> {
    let found: boolean;
    do {
      found = await inTransaction(this.pool, async (client) => {
        const aside = await takeAside(client, this.reader.name);
        if (aside) await closeAside(client, aside.id, await this.attempt(aside.hecho, client));
        return aside !== undefined;
      });
    } while (found);
  }
}
