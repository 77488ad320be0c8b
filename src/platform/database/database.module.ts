import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';
import { createPool } from './pool.js';
import { createReadPool } from './read-pool.js';
import { Replica } from './replica.js';
import { POOL, PRIMARY_READ_POOL, READ_POOL, REPLICA } from './tokens.js';

/** Longer than a writer waits for the locks of one that vanished. */
const WRITE_SILENCE_MS = 20_000;

/** What the server may take to cancel a statement and say so. */
const CANCEL_MS = 2_000;

const writePool = {
  provide: POOL,
  inject: [CONFIG],
  useFactory: ({ DATABASE_URL, DATABASE_POOL_MAX }: Config) =>
    createPool(DATABASE_URL, { max: DATABASE_POOL_MAX, silenceLimitMs: WRITE_SILENCE_MS, name: 'trazo' }),
};

const poolForQueries = (url: string, { DATABASE_POOL_MAX, DATABASE_TIMEOUT_MS }: Config) =>
  createPool(url, {
    max: DATABASE_POOL_MAX,
    statementTimeoutMs: DATABASE_TIMEOUT_MS,
    silenceLimitMs: DATABASE_TIMEOUT_MS + CANCEL_MS,
    name: 'trazo consultas',
  });

const primaryReadPool = {
  provide: PRIMARY_READ_POOL,
  inject: [CONFIG],
  useFactory: (config: Config) => poolForQueries(config.DATABASE_URL, config),
};

const replica = {
  provide: REPLICA,
  inject: [CONFIG],
  useFactory: (config: Config) =>
    config.DATABASE_READ_URL ? new Replica(poolForQueries(config.DATABASE_READ_URL, config)) : null,
};

const readPool = {
  provide: READ_POOL,
  inject: [PRIMARY_READ_POOL, REPLICA],
  useFactory: (primary: pg.Pool, replica: Replica | null) => createReadPool(primary, replica ?? undefined),
};

const pools = [writePool, primaryReadPool, replica, readPool];

@Global()
@Module({ providers: pools, exports: pools })
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(PRIMARY_READ_POOL) private readonly readPool: pg.Pool,
    @Inject(REPLICA) private readonly replica: Replica | null,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.pool.end(), this.readPool.end(), this.replica?.pool.end()]);
  }
}
