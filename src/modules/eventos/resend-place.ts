import type { Queryable } from '../../platform/database/pool.js';
import type { CursorSigner } from '../../platform/http/cursors.js';
import { behind, type Extent, type Place } from '../../platform/log/place.js';
import { parseInstant } from '../../platform/validation/instant.js';
import { assertKept, decodePlace } from './place.js';

// $1 instant. What is not numbered yet is younger than everything that is.
const FIRST_SINCE = 'SELECT min(posicion) AS posicion FROM bitacora WHERE creado_en >= $1';

/**
 * Where to begin again: behind an event, by its id, or at an instant, RFC 3339.
 *
 * @throws {DomainError} `cursor-vencido`, or `validacion` at `#/desde` for what is neither event nor instant
 */
export async function placeToResend(
  db: Queryable,
  cursors: CursorSigner,
  desde: string,
  extent: Extent,
): Promise<Place> {
  const instant = parseInstant(desde);
  if (instant === undefined) {
    const place = decodePlace(cursors, desde, '#/desde');
    assertKept(place, extent);
    return place;
  }
  const { rows } = await db.query<{ posicion: number | null }>(FIRST_SINCE, [new Date(instant)]);
  return behind((rows[0]?.posicion ?? extent.ultima + 1) - 1);
}
