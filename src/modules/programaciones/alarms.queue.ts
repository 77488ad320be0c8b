import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type pg from 'pg';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { POOL } from '../../platform/database/tokens.js';
import { alarmOf, nextAlarm } from '../../platform/schedules/alarm.js';
import { REDIS } from '../../platform/queues/redis.js';
import { PROGRAMACION_COLUMNS, type ProgramacionRow, scheduleOf } from './programacion-row.js';

const NAME = 'programaciones';

const ACTIVE = `SELECT ${PROGRAMACION_COLUMNS} FROM programaciones WHERE eliminada_en IS NULL AND NOT pausada`;

/** What a job of the queue `programaciones` carries: whose fire time it is; nothing for a look at all of them. */
export interface Alarm {
  id?: string;
}

/**
 * The programaciones as job schedulers of BullMQ: alarm clocks, that wake a worker on time. What is due is then asked of
 * PostgreSQL, so an alarm too many does nothing, and one that is missing is made up for by the next look at all of them.
 */
@Injectable()
export class AlarmsQueue implements OnApplicationShutdown {
  private readonly queue: Queue<Alarm>;

  constructor(
    @Inject(REDIS) connection: Redis,
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) { REDIS_PREFIX }: Config,
  ) {
    this.queue = new Queue<Alarm>(NAME, {
      connection,
      prefix: REDIS_PREFIX,
      skipWaitingForReady: true,
      skipVersionCheck: true,
      settings: { repeatStrategy: nextAlarm },
    });
    this.queue.on('error', () => undefined);
  }

  /** Makes the alarms be what the programaciones are now. */
  async mirror(): Promise<void> {
    const { rows } = await this.pool.query<ProgramacionRow>(ACTIVE);
    const set = await this.queue.getJobSchedulers();
    const wanted = new Map(rows.map((row) => [row.id, alarmOf(scheduleOf(row))]));
    for (const [id, { pattern, tz }] of wanted) {
      if (set.some((alarm) => alarm.key === id && alarm.pattern === pattern && alarm.tz === tz)) continue;
      const opts = { removeOnComplete: true, removeOnFail: true };
      await this.queue.upsertJobScheduler(id, { pattern, tz }, { name: 'alarma', data: { id }, opts });
    }
    // That of the queue's own name is the look at all of them.
    for (const { key } of set) if (key !== NAME && !wanted.has(key)) await this.queue.removeJobScheduler(key);
  }

  /** After the commit that changed one. Nobody waits for it: the workers make up for it within seconds. */
  follow(): void {
    this.mirror().catch(() => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
  }
}
