import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { openQueue } from '../../platform/queues/open-queue.js';
import { REDIS } from '../../platform/queues/queues.module.js';

/** Wakes whoever settles waiting trazas before the clock does. */
@Injectable()
export class EsperasQueue implements OnApplicationShutdown {
  private readonly queue: Queue;

  constructor(@Inject(REDIS) connection: Redis, @Inject(CONFIG) { REDIS_PREFIX }: Config) {
    this.queue = openQueue('esperas', connection, REDIS_PREFIX, {
      removeOnComplete: true,
      removeOnFail: { count: 100 },
    });
  }

  /**
   * After the commit that created the envíos. Not waited for: when Redis is away, and for the traza whose tanda commits
   * just after the look, the clock settles it a few seconds later.
   */
  wake(): void {
    this.queue.add('aviso', {}).catch(() => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
  }
}
