import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import type { Tanda } from '../../src/modules/trazas/domain/tanda.js';
import { VIAS, type Via } from '../../src/modules/trazas/domain/via.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { bodyOf, type Ledger, type Posted } from './ledger.js';
import { PREFIX } from './system.js';

const PERIOD_MS = 3_000;

const QUEUES: Record<Via, 'trazas-sueltas' | 'trazas'> = { suelta: 'trazas-sueltas', masiva: 'trazas' };

/**
 * Puts tandas with a poison row into both queues, past the validation at the door, which is too strict to let one in: a
 * tipo that the database does not know. What Redis confirmed is as good as acknowledged.
 */
export class QueueDoor {
  readonly #queues: Record<Via, Queue<Tanda>>;
  readonly #ledger: Ledger;
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(connection: Redis, ledger: Ledger) {
    const open = (via: Via) => {
      const queue = new Queue<Tanda>(QUEUES[via], { connection, prefix: PREFIX, skipWaitingForReady: true });
      queue.on('error', () => undefined);
      return queue;
    };
    this.#queues = { suelta: open('suelta'), masiva: open('masiva') };
    this.#ledger = ledger;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#underWay = Promise.all(VIAS.map((via) => this.#add(via)));
    }, PERIOD_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
    await Promise.all(VIAS.map((via) => this.#queues[via].close()));
  }

  async #add(via: Via): Promise<void> {
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
      trazas: events.map(bodyOf),
      via,
    };
    const opts = {
      jobId: tanda.id,
      attempts: 1_000_000,
      backoff: { type: 'custom' },
      removeOnComplete: true,
    };
    // Resolves when Redis has confirmed it, however often the connection broke in between.
    await this.#queues[via].add(String(events.length), tanda, opts).then(
      () => this.#ledger.acknowledge('', events),
      () => this.#ledger.count('tanda directa sin confirmar'),
    );
  }
}
