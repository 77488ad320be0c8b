import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import type { Tanda } from '../../src/modules/trazas/domain/tanda.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import type { Ledger, Posted } from './ledger.js';
import { PREFIX } from './system.js';

const PERIOD_MS = 3_000;

/**
 * Puts tandas with a poison row into the queue, past the validation at the door, which is too strict to let one in: a
 * tipo that the database does not know. What Redis confirmed is as good as acknowledged.
 */
export class QueueDoor {
  readonly #queue: Queue<Tanda>;
  readonly #ledger: Ledger;
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(connection: Redis, ledger: Ledger) {
    this.#queue = new Queue('trazas', { connection, prefix: PREFIX, skipWaitingForReady: true });
    this.#queue.on('error', () => undefined);
    this.#ledger = ledger;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#underWay = this.#add();
    }, PERIOD_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
    await this.#queue.close();
  }

  async #add(): Promise<void> {
    const codigos = this.#ledger.envios.slice(-5);
    const events: Posted[] = codigos.map((codigo, index) =>
      this.#ledger.post({
        idEvento: randomUUID(),
        codigo,
        tipo: index === 2 ? 'volando' : 'escaneo',
        ocurridoEn: new Date().toISOString(),
      }),
    );
    const tanda: Tanda = {
      id: uuidV7(),
      sal: 1,
      recibidaEn: new Date().toISOString(),
      trazas: events.map(({ acknowledged: _, ...traza }) => traza),
    };
    const opts = {
      jobId: tanda.id,
      attempts: 1_000_000,
      backoff: { type: 'custom' },
      removeOnComplete: true,
    };
    // Resolves when Redis has confirmed it, however often the connection broke in between.
    await this.#queue.add(String(events.length), tanda, opts).then(
      () => this.#ledger.acknowledge('', events),
      () => this.#ledger.count('tanda directa sin confirmar'),
    );
  }
}
