import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { type CapturaPlace, capturaIdOf, newSal } from './captura-id.js';
import type { Tanda, TrazaPosted } from './domain/tanda.js';
import { TandaQueue } from './tanda.queue.js';

/** Trazas of one tanda, unless a single request brings more. */
const TANDA_SIZE = 500;

/** Writes under way at a time. With two, Redis has work while we put the next tanda together. */
const IN_FLIGHT = 2;

interface Waiting {
  trazas: readonly TrazaPosted[];
  resolve: (capturaId: string) => void;
  reject: (error: unknown) => void;
}

/**
 * Natural group commit: while a write to Redis is in flight, requests gather; when it returns they go out together, and
 * one fsync pays for all of them. No timer, so a lone request waits for nobody.
 */
@Injectable()
export class GroupCommit implements BeforeApplicationShutdown {
  private waiting: Waiting[] = [];
  private inFlight = 0;
  private wakeScheduled = false;
  private idle: (() => void) | undefined;

  constructor(private readonly queue: TandaQueue) {}

  /**
   * Puts the trazas of one capture on disk. They are never divided between two tandas.
   *
   * @returns the capture's id, once they are on disk.
   * @throws {DomainError} `cola-no-disponible`: nothing was acknowledged.
   */
  capture(trazas: readonly TrazaPosted[]): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ trazas, resolve, reject });
      if (this.wakeScheduled) return;
      // Requests that arrived in one read of the sockets are handled in one turn of the event loop: gather them all.
      this.wakeScheduled = true;
      setImmediate(() => {
        this.wakeScheduled = false;
        this.send();
      });
    });
  }

  /** Waits until everything that was gathered has been written or refused. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.waiting.length > 0 || this.inFlight > 0)
      await new Promise<void>((resolve) => (this.idle = resolve));
  }

  private send(): void {
    while (this.waiting.length > 0 && this.inFlight < IN_FLIGHT) {
      this.inFlight += 1;
      void this.write(this.takeTanda()).finally(() => {
        this.inFlight -= 1;
        this.send();
      });
    }
    if (this.waiting.length === 0 && this.inFlight === 0) this.idle?.();
  }

  private takeTanda(): Waiting[] {
    let size = 0;
    let count = 0;
    while (count < this.waiting.length && (count === 0 || size + this.sizeAt(count) <= TANDA_SIZE)) {
      size += this.sizeAt(count);
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private sizeAt(index: number): number {
    return this.waiting[index]?.trazas.length ?? 0;
  }

  private async write(captures: readonly Waiting[]): Promise<void> {
    const tanda: Tanda = {
      id: uuidV7(),
      sal: newSal(),
      recibidaEn: new Date().toISOString(),
      trazas: captures.flatMap(({ trazas }) => trazas),
    };
    try {
      await this.queue.add(tanda);
    } catch (cause) {
      // What failed for one fails for those behind it: nobody waits for a second timeout.
      for (const { reject } of [...captures, ...this.waiting.splice(0)])
        reject(new DomainError('cola-no-disponible', {}, [], cause));
      return;
    }
    let from = 0;
    for (const { trazas, resolve } of captures) {
      const place: CapturaPlace = { tandaId: tanda.id, from, count: trazas.length };
      resolve(capturaIdOf(place, tanda.sal));
      from += trazas.length;
    }
  }
}
