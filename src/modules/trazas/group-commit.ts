import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Gatherer } from '../../platform/queues/gatherer.js';
import { capturaIdOf, newSal } from './captura-id.js';
import type { Tanda } from './domain/tanda.js';
import type { Via } from './domain/via.js';
import type { Capture } from './posted-by.js';
import { traceOf } from './tanda-trace.js';
import { TandaQueue } from './tanda.queue.js';

/** Trazas of one tanda, unless a single request brings more. */
const TANDA_SIZE = 500;

/** Writes to Redis of one way that are under way at a time. With two, Redis has work while we put the next tanda together. */
const IN_FLIGHT = 2;

/**
 * Puts captures on disk, those of one way that arrive together in one tanda: one fsync pays for all of them. The ways share
 * no tanda and wait for no write of the other.
 */
@Injectable()
export class GroupCommit implements BeforeApplicationShutdown {
  private readonly gatherers = { suelta: this.gathererOf('suelta'), masiva: this.gathererOf('masiva') };

  constructor(private readonly queue: TandaQueue) {}

  /**
   * Puts the trazas of one capture on disk. They are never divided between two tandas.
   *
   * @param receivedAt - When we got them, RFC 3339, if that was not just now: then they are a tanda of their own.
   * @returns the capture's id, once they are on disk.
   * @throws {DomainError} `cola-no-disponible`: nothing was acknowledged.
   */
  async capture(capture: Capture, via: Via, receivedAt?: string): Promise<string> {
    if (receivedAt === undefined) return this.gatherers[via].add(capture);
    const [id] = await this.write([capture], { via, recibidaEn: receivedAt });
    return id as string;
  }

  /**
   * Puts captures on disk of which all is to be stored or nothing: they are a tanda of their own.
   *
   * @returns their ids, once they are on disk.
   * @throws {DomainError} `cola-no-disponible`: nothing was acknowledged.
   */
  captureWhole(captures: readonly Capture[], via: Via): Promise<string[]> {
    return this.write(captures, { via, entera: true });
  }

  /** Waits until everything that was gathered has been written or refused. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.gatherers.suelta.idle(), this.gatherers.masiva.idle()]);
  }

  private gathererOf(via: Via): Gatherer<Capture, string> {
    return new Gatherer({
      limit: TANDA_SIZE,
      inFlight: IN_FLIGHT,
      weigh: ({ trazas }) => trazas.length,
      send: (captures) => this.write(captures, { via }),
    });
  }

  private async write(
    captures: readonly Capture[],
    about: Pick<Tanda, 'via' | 'entera'> & Partial<Pick<Tanda, 'recibidaEn'>>,
  ): Promise<string[]> {
    const { told, span } = traceOf(captures);
    const tanda: Tanda = {
      id: uuidV7(),
      sal: newSal(),
      recibidaEn: new Date().toISOString(),
      trazas: captures.flatMap(({ trazas }) => trazas),
      ...about,
      ...told,
    };
    await this.queue.add(tanda).catch((cause: unknown) => {
      span?.end({}, true);
      throw new DomainError('cola-no-disponible', {}, [], cause);
    });
    span?.end({ 'messaging.batch.message_count': captures.length });
    let from = 0;
    return captures.map(({ trazas: { length: count }, principal }) => {
      const id = capturaIdOf({ tandaId: tanda.id, from, count }, tanda.sal, principal);
      from += count;
      return id;
    });
  }
}
