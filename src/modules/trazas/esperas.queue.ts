import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { Queryable } from '../../platform/database/pool.js';
import { openQueue } from '../../platform/queues/open-queue.js';
import { REDIS } from '../../platform/queues/queues.module.js';

const IS_AWAITED = 'SELECT EXISTS (SELECT FROM trazas_en_espera WHERE codigo = ANY ($1)) AS awaited';

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

  /** Whether some traza waits for one of these codes, by one look at an index. */
  async isAwaited(db: Queryable, codigos: readonly string[]): Promise<boolean> {
    const { rows } = await db.query<{ awaited: boolean }>({
      name: 'is-awaited',
      text: IS_AWAITED,
      values: [codigos],
    });
    return rows[0]?.awaited ?? false;
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
