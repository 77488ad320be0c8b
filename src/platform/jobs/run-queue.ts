import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config/config.js';
import { contextInHand } from '../logging/log-context.js';
import type { AskedFor } from '../queues/job-worker.js';
import { openQueue } from '../queues/open-queue.js';
import { REDIS } from '../queues/redis.js';
import type { WaitingRun } from './run-ledger.js';

/** What a job of the queue `ejecuciones` carries. */
export interface RunTicket extends AskedFor {
  id: string;
}

/**
 * Hands runs to the workers. A ticket only says "look at this run": PostgreSQL says what to do with it. So an extra ticket
 * does nothing, and a lost one is written again within seconds.
 */
@Injectable()
export class RunQueue implements OnApplicationShutdown {
  private readonly queue: Queue<RunTicket>;

  constructor(@Inject(REDIS) connection: Redis, @Inject(CONFIG) { REDIS_PREFIX }: Config) {
    this.queue = openQueue<RunTicket>('ejecuciones', connection, REDIS_PREFIX, {
      removeOnComplete: true,
      removeOnFail: true,
    });
  }

  /** Call it after the commit; it returns at once. A run that has a ticket already gets no second one. */
  announce(runs: readonly WaitingRun[]): void {
    const { requestId, traceparent } = contextInHand() ?? {};
    const asked: AskedFor = {
      ...(requestId !== undefined && { solicitudes: [requestId] }),
      ...(traceparent !== undefined && { traceparent }),
    };
    for (const { id, intentos, disponibleEn } of runs) {
      const delay = Math.max(0, Date.parse(disponibleEn) - Date.now());
      this.queue
        .add('ejecucion', { id, ...asked }, { jobId: `${id}-${intentos}`, delay })
        .catch(() => undefined);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
  }
}
