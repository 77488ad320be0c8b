import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { wordsOf } from '../errors/words-of.js';
import { type ErrandWorker, doublingPause } from './errand-worker.js';
import { type ErrandLedger, type HeldErrand, LEASE_MS } from './errand-ledger.js';

/** Between two looks while there is nothing to do. */
const LOOK_EVERY_MS = 250;

const PARALLEL = 32;
const ATTEMPTS = 10;

/** Tries to write how an errand ended, a second apart: less than it belongs to this worker. */
const CLOSE_ATTEMPTS = 15;

/** Does the errands of one kind in this process, many at a time. */
export class ErrandPool {
  private readonly logger = new Logger('encargos');
  private readonly held = new Map<string, { errand: HeldErrand; lost: AbortController }>();
  private readonly settling = new Set<Promise<void>>();
  private freed = Promise.withResolvers<void>();

  constructor(
    private readonly worker: ErrandWorker,
    private readonly ledger: ErrandLedger,
    private readonly stop: AbortSignal,
  ) {}

  /** Works until the process stops; resolves when what was in hand is done or given back. */
  async run(): Promise<void> {
    const renewing = setInterval(() => void this.renew(), LEASE_MS / 4);
    while (!this.stop.aborted) {
      const taken = await this.take().catch((error: unknown) => {
        this.logger.warn({ message: 'sin-encargos', oficio: this.worker.kind, error: wordsOf(error) });
        return 0;
      });
      if (taken === 0) await this.pause();
    }
    await Promise.all(this.settling);
    clearInterval(renewing);
  }

  private async take(): Promise<number> {
    const { kind, parallel = PARALLEL, perDestination = 1 } = this.worker;
    const free = parallel - this.held.size;
    if (free === 0) return 0;
    const errands = await this.ledger.take(kind, free, perDestination, this.busyDestinations(perDestination));
    for (const errand of errands) this.start(errand);
    return errands.length;
  }

  private busyDestinations(most: number): string[] {
    const counts = new Map<string, number>();
    for (const { errand } of this.held.values())
      counts.set(errand.destination, (counts.get(errand.destination) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= most).map(([destination]) => destination);
  }

  private start(errand: HeldErrand): void {
    const lost = new AbortController();
    this.held.set(errand.id, { errand, lost });
    const settled = this.settle(errand, AbortSignal.any([lost.signal, this.stop])).finally(() => {
      this.held.delete(errand.id);
      this.settling.delete(settled);
      this.freed.resolve();
      this.freed = Promise.withResolvers();
    });
    this.settling.add(settled);
  }

  private async settle(errand: HeldErrand, signal: AbortSignal): Promise<void> {
    try {
      await this.worker.run(errand, signal);
      await this.close(() => this.ledger.done(errand));
    } catch (error) {
      if (this.stop.aborted) return this.close(() => this.ledger.giveBack(errand));
      const { attempts = ATTEMPTS } = this.worker;
      const pauseS = this.worker.backoffS?.(errand.tries, error) ?? doublingPause(errand.tries);
      const givenUp = errand.tries >= attempts;
      const about = { oficio: this.worker.kind, destino: errand.destination, encargo: errand.id };
      this.logger.warn({
        message: givenUp ? 'encargo-muerto' : 'encargo-falla',
        ...about,
        error: wordsOf(error),
      });
      await this.close(() => this.ledger.failed(errand, givenUp ? null : pauseS, wordsOf(error)));
    }
  }

  /** Writes how it ended. If that fails for too long, the next worker that takes the errand does it again. */
  private async close(write: () => Promise<void>): Promise<void> {
    for (let attempt = 1; attempt <= CLOSE_ATTEMPTS; attempt += 1) {
      try {
        return await write();
      } catch {
        if (this.stop.aborted) return;
        await this.pause();
      }
    }
  }

  /** Renews the leases, and lets go of errands that another worker has taken. */
  private async renew(): Promise<void> {
    const held = [...this.held.values()];
    if (held.length === 0) return;
    try {
      const mine = await this.ledger.renew(held.map(({ errand }) => errand));
      for (const { errand, lost } of held) if (!mine.has(errand.id)) lost.abort();
    } catch (error) {
      this.logger.warn({ message: 'encargos-sin-renovar', oficio: this.worker.kind, error: wordsOf(error) });
    }
  }

  /** Waits until a place is free, or for the next look. */
  private async pause(): Promise<void> {
    const timer = new AbortController();
    const signal = AbortSignal.any([timer.signal, this.stop]);
    const waited = delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    await Promise.race([waited, this.freed.promise]);
    timer.abort();
  }
}
