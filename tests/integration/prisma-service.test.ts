import type pg from 'pg';
import { createPool } from '../../src/platform/database/pool.js';
import { PrismaService } from '../../src/platform/idempotency/prisma-service.js';
import { isDatabaseUnavailable, sqlState } from '../../src/platform/database/sql-errors.js';
import { type Stack, startStack } from '../support/stack.js';

describe('an error that Prisma wraps is still known', () => {
  let stack: Stack;
  let pool: pg.Pool;
  let prisma: PrismaService;
  beforeAll(async () => {
    stack = await startStack({ worker: false });
    pool = createPool(stack.config.DATABASE_URL, { max: 1, name: 'prueba' });
    prisma = new PrismaService(pool);
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await pool.end();
    await stack.close();
  });

  const failureOf = (work: Parameters<typeof prisma.once>[1]): Promise<unknown> =>
    prisma.once(undefined, work).then(
      () => 'it did not fail',
      (error: unknown) => error,
    );
  const endBackend = 'SELECT pg_terminate_backend($1::integer)';

  test.each([
    ['a read', (tx: { cliente: { findFirst(): Promise<unknown> } }) => tx.cliente.findFirst()],
    ['SQL', (tx: { $queryRawUnsafe(sql: string): Promise<unknown> }) => tx.$queryRawUnsafe('SELECT 1')],
  ])('a connection that was ended, noticed by %s', async (_, next) => {
    const error = await failureOf(async (tx) => {
      const [backend] = await tx.$queryRawUnsafe<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
      await stack.pool.query(endBackend, [backend?.pid]);
      await next(tx);
    });
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  test('no connection in time', async () => {
    const taken = await pool.connect();
    const error = await failureOf((tx) => tx.cliente.findFirst());
    taken.release();
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  test('nobody at that address', async () => {
    const nowhere = createPool('postgresql://nadie:x@127.0.0.1:1/nada', { max: 1, name: 'prueba' });
    const lost = new PrismaService(nowhere);
    const error: unknown = await lost.cliente.findFirst().catch((reason: unknown) => reason);
    await nowhere.end();
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  test('a statement that took too long', async () => {
    const error = await failureOf(async (tx) => {
      await tx.$executeRawUnsafe('SET LOCAL statement_timeout = 20');
      await tx.$queryRawUnsafe('SELECT pg_sleep(60)::text');
    });
    expect([sqlState(error), isDatabaseUnavailable(error)]).toEqual(['57014', false]);
  });

  test('a value that is taken is no trouble of the database', async () => {
    const data = { id: '01890000-0000-7000-8000-000000000000', nombre: 'Andes' };
    await prisma.cliente.create({ data });
    const error = await failureOf((tx) => tx.cliente.create({ data }));
    expect(isDatabaseUnavailable(error)).toBe(false);
  });
});
