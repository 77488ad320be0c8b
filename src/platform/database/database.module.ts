import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';
import { createPool } from './pool.js';
import { PrismaService } from './prisma-service.js';
import { POOL, READ_POOL } from './tokens.js';

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

const readPool = {
  provide: READ_POOL,
  inject: [CONFIG],
  useFactory: ({ DATABASE_URL, DATABASE_POOL_MAX, DATABASE_TIMEOUT_MS }: Config) =>
    createPool(DATABASE_URL, {
      max: DATABASE_POOL_MAX,
      statementTimeoutMs: DATABASE_TIMEOUT_MS,
      silenceLimitMs: DATABASE_TIMEOUT_MS + CANCEL_MS,
      name: 'trazo consultas',
    }),
};

@Global()
@Module({ providers: [writePool, readPool, PrismaService], exports: [POOL, READ_POOL, PrismaService] })
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(READ_POOL) private readonly readPool: pg.Pool,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.pool.end(), this.readPool.end()]);
  }
}
