import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config/config.js';
import { openQueue } from '../queues/open-queue.js';
import { REDIS } from '../queues/redis.js';

/** The workers' next look finds deadlines that are further away than this, before they are due. */
const HORIZON_MS = 6_000;

/** Alarms are so far apart at least: two rows that are due at almost the same time need one. */
const GRAIN_MS = 100;

/**
 * Wakes a worker when a deadline comes. An alarm only says "look": PostgreSQL says what is due. So an extra alarm does nothing,
 * and the next look, within five seconds, makes up for a lost one.
 */
@Injectable()
export class DeadlineAlarms implements OnApplicationShutdown {
  private readonly queue: Queue;

  constructor(@Inject(REDIS) connection: Redis, @Inject(CONFIG) { REDIS_PREFIX }: Config) {
    this.queue = openQueue('plazos', connection, REDIS_PREFIX, {
      removeOnComplete: true,
      removeOnFail: true,
    });
  }

  /** Call it after the commit that set a deadline `ms` from now. It returns at once. */
  in(ms: number): void {
    if (ms > HORIZON_MS) return;
    const tick = Math.ceil((Date.now() + ms) / GRAIN_MS) + 1;
    const delay = Math.max(0, tick * GRAIN_MS - Date.now());
    this.queue.add('alarma', {}, { jobId: `alarma-${tick}`, delay }).catch(() => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
  }
}
