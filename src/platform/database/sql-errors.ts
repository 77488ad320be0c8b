import { isNativeError } from 'node:util/types';
import pg from 'pg';

/** SQLSTATE of an error that PostgreSQL reported, if it is one. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/**
 * Whether the data itself is at fault (SQLSTATE classes 22 and 23: values out of range, broken constraints), so that
 * the same statement with the same data can never succeed.
 */
export function isDataError(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error) ?? '');
}

const GONE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
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
    isUnanswered(error) || /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  );
}

/** Whether nothing was heard of a statement for so long that its connection is taken for dead. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}
