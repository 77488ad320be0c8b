import { Inject, Injectable } from '@nestjs/common';
import { statfs } from 'node:fs/promises';
import type { Redis } from 'ioredis';
import type pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';
import type { Replica } from '../database/replica.js';
import { POOL, PRIMARY_READ_POOL, REPLICA } from '../database/tokens.js';
import { alone, type Gauge, Measures, type MeasureSource } from '../metrics/measures.js';
import { REDIS } from '../queues/redis.js';

// Of an idle primary everything has been replayed, however long ago its last commit was.
const LAG = `
  SELECT CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
         ELSE coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0) END::float8 AS lag`;

const SIZE = 'SELECT pg_database_size(current_database())::float8 AS bytes';

/** What a process leans on: its pools, Redis, the replica, the disk. */
@Injectable()
@Measures()
export class PlatformMeasures implements MeasureSource {
  readonly gauges: readonly Gauge[];
  readonly figures: readonly Gauge[];

  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(PRIMARY_READ_POOL) private readonly readPool: pg.Pool,
    @Inject(REPLICA) private readonly replica: Replica | null,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.gauges = [
      {
        name: 'trazo_db_pool_connections',
        help: 'Connections to PostgreSQL of this process, and requests that wait for one, by pool and state.',
        labels: ['pool', 'state'],
        read: () => this.pools().flatMap(([name, each]) => statesOf(name, each)),
      },
      {
        name: 'trazo_db_pool_max',
        help: 'Most connections of a pool.',
        labels: ['pool'],
        read: () => this.pools().map(([pool, { options }]) => ({ labels: { pool }, value: options.max })),
      },
      {
        name: 'trazo_redis_up',
        help: 'Whether the connection of requests to Redis stands.',
        read: () => alone(this.redis.status === 'ready' ? 1 : 0),
      },
    ];
    this.figures = [
      {
        name: 'trazo_db_up',
        help: 'Whether the primary answers.',
        read: () => up(this.readPool.query('SELECT 1')),
      },
      {
        name: 'trazo_db_size_bytes',
        help: 'Size of the database.',
        read: async () => alone((await this.readPool.query<{ bytes: number }>(SIZE)).rows[0]?.bytes ?? 0),
      },
      {
        name: 'trazo_disk_free_bytes',
        help: 'Free on the disk of the archive and its working directory.',
        read: async () => {
          const { bavail, bsize } = await statfs(this.config.TRAZO_ARCHIVO_DIR).catch(() => statfs('.'));
          return alone(bavail * bsize);
        },
      },
      ...(this.replica === null ? [] : this.ofReplica(this.replica)),
    ];
  }

  private pools(): [name: string, pool: pg.Pool][] {
    const { pool, readPool, replica } = this;
    return [
      ['commands', pool],
      ['queries', readPool],
      ...(replica ? [['replica', replica.pool] as [string, pg.Pool]] : []),
    ];
  }

  private ofReplica({ pool }: Replica): Gauge[] {
    return [
      {
        name: 'trazo_replica_up',
        help: 'Whether the replica answers.',
        read: () => up(pool.query('SELECT 1')),
      },
      {
        name: 'trazo_replica_lag_seconds',
        help: 'How far the replica is behind the primary.',
        read: async () => alone((await pool.query<{ lag: number }>(LAG)).rows[0]?.lag ?? 0),
      },
    ];
  }
}

function statesOf(pool: string, { totalCount, idleCount, waitingCount }: pg.Pool) {
  return Object.entries({ used: totalCount - idleCount, idle: idleCount, waiting: waitingCount }).map(
    ([state, value]) => ({ labels: { pool, state }, value }),
  );
}

const up = async (query: Promise<unknown>) =>
  alone(
    await query.then(
      () => 1,
      () => 0,
    ),
  );
