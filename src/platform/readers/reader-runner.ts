import { Inject, Injectable, Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { POOL } from '../database/tokens.js';
import { wordsOf } from '../errors/words-of.js';
import { together } from '../lifecycle/together.js';
import { Log } from '../log/log.js';
import type { Extent } from '../log/place.js';
import { LogReader, type Reader } from './reader.js';
import { type Held, LEASE_MS, LeaseLost, ReaderLedger } from './reader-ledger.js';
import { ReaderRun } from './reader-run.js';

/** Between two looks at the log, while there is nothing to do. */
const LOOK_EVERY_MS = 200;

/** Until what failed is tried again. */
const RETRY_MS = 1_000;

/** More than connections of the pool may be broken without anybody having noticed. */
const RELEASE_ATTEMPTS = 5;

const RENEW_EVERY_MS = 1_000;

/** Between two tries to take a reader that another worker has. */
const CLAIM_EVERY_MS = LEASE_MS / 4;

/** Runs the readers of a worker process: each in one process at a time, all of them beside one another. */
@Injectable()
export class ReaderRunner {
  private readonly logger = new Logger('lectores');
  private readonly worker = `${hostname()}:${process.pid}`;
  private readonly stopped = new AbortController();
  private readonly held = new Map<string, { held: Held; lost: AbortController }>();
  private running: Promise<unknown> = Promise.resolve();
  /** One look at the log for all readers that ask at the same time. What it numbers is committed before a batch begins. */
  private readonly latest = together<Extent>(() => this.log.number());

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly discovery: DiscoveryService,
    private readonly log: Log,
    private readonly ledger: ReaderLedger,
  ) {}

  /** @throws when two readers have one name. */
  start(): void {
    const readers = this.readers();
    const twice = readers.find(
      ({ name }, index) => readers.findIndex((other) => other.name === name) < index,
    );
    if (twice) throw new Error(`El lector «${twice.name}» está declarado dos veces.`);
    if (readers.length === 0) return;
    this.running = Promise.all([this.keepAlive(), ...readers.map((reader) => this.serve(reader))]);
  }

  /** Finishes the groups in hand and gives the readers back. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  private readers(): Reader[] {
    return this.discovery
      .getProviders({ metadataKey: LogReader.KEY })
      .map(({ instance }) => instance as Reader);
  }

  private async serve(reader: Reader): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        await this.ledger.ensure(reader);
        const held = await this.ledger.claim(reader.name, this.worker);
        if (held) await this.run(reader, held);
        else await this.pause(CLAIM_EVERY_MS);
      } catch (error) {
        this.logger.warn({ message: 'lector-detenido', lector: reader.name, error: wordsOf(error) });
        await this.pause(RETRY_MS);
      }
    }
  }

  /** Runs a reader until the process stops, another worker has it, or something fails: how far it is, the table knows then. */
  private async run(reader: Reader, held: Held): Promise<void> {
    const lost = new AbortController();
    this.held.set(reader.name, { held, lost });
    const run = new ReaderRun(reader, held, this.pool, this.log, this.ledger);
    try {
      while (!this.stopped.signal.aborted && !lost.signal.aborted) {
        const more = await run.step(await this.latest());
        if (!more) await this.pause(LOOK_EVERY_MS);
      }
    } catch (error) {
      if (!(error instanceof LeaseLost))
        await this.ledger.tellError(held, wordsOf(error)).catch(() => undefined);
      throw error;
    } finally {
      this.held.delete(reader.name);
      await this.release(held);
    }
  }

  /** Gives a reader back. A connection that broke meanwhile is replaced; if nothing helps, its lease runs out. */
  private async release(held: Held): Promise<void> {
    for (let attempt = 1; attempt <= RELEASE_ATTEMPTS; attempt += 1) {
      try {
        return await this.ledger.release(held);
      } catch (error) {
        this.logger.warn({ message: 'lector-sin-soltar', lector: held.nombre, error: wordsOf(error) });
      }
    }
  }

  private async keepAlive(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      await this.pause(RENEW_EVERY_MS);
      const held = [...this.held.values()];
      if (held.length === 0) continue;
      // While this fails nothing is known, and what is done with an old epoch is rolled back anyway.
      const lost = await this.ledger.renew(held.map((each) => each.held)).catch(() => []);
      for (const name of lost) this.held.get(name)?.lost.abort();
    }
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopped.signal }).catch(() => undefined);
  }
}
