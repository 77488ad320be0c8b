import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { IdempotencyKey } from './idempotency-key.js';
import { once } from './once.js';
import { type Prisma, PrismaClient } from '../database/prisma/client.js';
import { POOL } from '../database/tokens.js';

/** Prisma's code for a broken unique constraint. */
const UNIQUE_VIOLATION = 'P2002';

/** Milliseconds. The pool and the server have limits of their own, which are shorter: they say what it was. */
const LIMITS = { maxWait: 10_000, timeout: 30_000 };

/** Prisma on the shared pool: for ordinary writes of reference data. */
@Injectable()
export class PrismaService extends PrismaClient implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(POOL) pool: pg.Pool) {
    super({ adapter: new PrismaPg(pool), transactionOptions: LIMITS });
  }

  /**
   * Runs `work` in one transaction, once for an idempotency key. When a concurrent transaction took the same unique
   * value first, it runs once more and then sees what that one wrote.
   */
  once<T>(key: IdempotencyKey | undefined, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    const attempt = () =>
      this.$transaction((tx) => {
        const query = async (text: string, values: unknown[]) => ({
          rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values),
        });
        return once({ query }, key, () => work(tx));
      });
    return attempt().catch((error: { code?: string }) => {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      return attempt();
    });
  }

  /** Loads Prisma's compiler, which keeps the process busy for a while: not with the first request. It asks nobody anything. */
  async onModuleInit(): Promise<void> {
    await this.$connect();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
  }
}
