import { createHash } from 'node:crypto';
import { DomainError } from '../errors/domain-error.js';

/** One page of a list. */
export interface Page<T> {
  datos: T[];
  /** Cursor of the page after this one, or null if this is the last. */
  siguiente: string | null;
}

/**
 * A page from rows of which one more was read than the page holds: the extra row only says that there is a next page.
 *
 * @param query - Everything that makes this list itself: name, filter, order. Its cursors fit no other.
 * @param keyOf - The last row's place in the order.
 */
export function pageOf<T>(rows: T[], limit: number, query: unknown, keyOf: (row: T) => unknown[]): Page<T> {
  const datos = rows.slice(0, limit);
  const last = datos.at(-1);
  return { datos, siguiente: rows.length > limit && last ? encodeCursor(query, keyOf(last)) : null };
}

/** A place in a list as an opaque text. */
export function encodeCursor(query: unknown, key: unknown[]): string {
  const body = JSON.stringify(key);
  return Buffer.from(`${checksum(query, body)}${body}`).toString('base64url');
}

/**
 * The place that a cursor stands for.
 *
 * @param pointer - Where it stands in the request.
 * @throws {DomainError} when it was altered or comes from another query.
 */
export function decodeCursor(query: unknown, cursor: string, pointer = '#/cursor'): unknown[] {
  const text = Buffer.from(cursor, 'base64url').toString();
  const body = text.slice(CHECKSUM_LENGTH);
  if (!body || text.slice(0, CHECKSUM_LENGTH) !== checksum(query, body))
    throw DomainError.invalid([{ pointer, code: 'cursor' }]);
  return JSON.parse(body) as unknown[];
}

const CHECKSUM_LENGTH = 12;

function checksum(query: unknown, body: string): string {
  return createHash('sha256')
    .update(JSON.stringify(query))
    .update(body)
    .digest('hex')
    .slice(0, CHECKSUM_LENGTH);
}
