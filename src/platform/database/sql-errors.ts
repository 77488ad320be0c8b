import { isNativeError } from 'node:util/types';
import pg from 'pg';

/** What Prisma makes of an error of PostgreSQL, of its wire, or of its own wait for a connection. */
interface PrismaError {
  code?: string;
  meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
}

/** SQLSTATE of an error that PostgreSQL reported, to us or to Prisma, if it is one. */
export function sqlState(error: unknown): string | undefined {
  if (error instanceof pg.DatabaseError) return error.code;
  return (error as PrismaError | undefined)?.meta?.driverAdapterError?.cause?.originalCode;
}

const GONE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  // Prisma's: not reachable, timed out, silent, closed; no connection in time, too many of them.
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'],
]);

/**
 * Whether the database is away, starting, full or going down: nothing is wrong with the request, and it may be
 * repeated later.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  // Not instanceof: where this runs in a realm of its own (tests), errors of sockets come from another one.
  if (!isNativeError(error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  const { code } = error as NodeJS.ErrnoException;
  if (code && GONE.has(code)) return true;
  if (/^(08|53|57P0|25006|25P03)/.test(sqlState(error) ?? '')) return true;
  // These come from pg without a code.
  return (
    isUnanswered(error) ||
    /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable/.test(
      error.message,
    )
  );
}

/** Whether nothing was heard of a statement for so long that its connection is taken for dead. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}
