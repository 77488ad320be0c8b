import { DomainError } from '../../platform/errors/domain-error.js';
import type { CursorSigner } from '../../platform/http/cursors.js';
import { type Extent, isKept, type Place } from '../../platform/log/place.js';

const FEED = ['eventos'];

/** A place as the wire shows it: id of the event before it, and cursor. */
export function encodePlace(cursors: CursorSigner, { posicion, orden }: Place): string {
  return cursors.encode(FEED, [posicion, orden]);
}

/** @throws {DomainError} `validacion` for what is not a place of this feed. */
export function decodePlace(cursors: CursorSigner, cursor: string, pointer?: string): Place {
  const [posicion, orden] = cursors.decode<[number, number]>(FEED, cursor, [isCount, isCount], pointer);
  return { posicion, orden };
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * @throws {DomainError} `cursor-vencido` when something behind this place is no longer kept, `validacion` when the feed has
 *   never been that far: the cursor is of another database, or of a state that was lost.
 */
export function assertKept(place: Place, extent: Extent): void {
  if (place.posicion > extent.ultima) throw DomainError.invalid([{ pointer: '#/cursor', code: 'cursor' }]);
  if (!isKept(place, extent)) throw new DomainError('cursor-vencido');
}
