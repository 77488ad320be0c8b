import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { openQueue } from '../../platform/queues/open-queue.js';
import { REDIS } from '../../platform/queues/queues.module.js';
import type { Tanda } from './domain/tanda.js';
import { QUEUE_OF, type Via, VIAS } from './domain/via.js';

/** The write-ahead queue, one for each way: what is in it has been acknowledged and is on disk. */
@Injectable()
export class TandaQueue implements OnApplicationShutdown {
  private readonly queues: Readonly<Record<Via, Queue<Tanda>>>;

  constructor(@Inject(REDIS) connection: Redis, @Inject(CONFIG) { REDIS_PREFIX }: Config) {
    const open = (via: Via) =>
      openQueue<Tanda>(QUEUE_OF[via], connection, REDIS_PREFIX, {
        // Trouble around a tanda (the database is away) is never a reason to give it up.
        attempts: Number.MAX_SAFE_INTEGER,
        backoff: { type: 'custom' },
        removeOnComplete: true,
      });
    this.queues = { suelta: open('suelta'), masiva: open('masiva') };
  }

  /** Resolves when Redis has the tanda on its disk (`appendfsync always`). */
  async add(tanda: Tanda): Promise<void> {
    // A job's name is the number of items in it, for QueueGauge to sum up.
    const queue = this.queues[tanda.via ?? 'masiva'];
    await queue.add(String(tanda.trazas.length), tanda, { jobId: tanda.id });
  }

  /** A tanda that has not been stored yet. */
  async find(id: string): Promise<Tanda | undefined> {
    const jobs = await Promise.all(VIAS.map((via) => this.queues[via].getJob(id)));
    return jobs.find((job) => job !== undefined)?.data;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(VIAS.map((via) => this.queues[via].close()));
  }
}
