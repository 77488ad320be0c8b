import { isObject, type Json } from './event-place.js';

/** What one traza has of the event that it was captured with. */
export interface StoredPart {
  evento: Json;
  id: string;
  /** When it was received, RFC 3339. */
  recordTime: string;
  /** Of its annulment, if it was annulled. */
  reason: 'no_ocurrio' | 'dato_incorrecto' | null;
  declarationTime: string | null;
  corrections: string[] | null;
}

const REASONS = { no_ocurrio: 'did_not_occur', dato_incorrecto: 'incorrect_data' } as const;

/**
 * An event as it was captured, from the parts that its trazas have of it: with its id, with when we recorded it, and with an
 * error declaration (EPCIS 2.0, 7.4.1.2) once all of it was annulled. Of one that was annulled in part the rest is shown.
 *
 * @param parts - At least one, in the order of their capture.
 */
export function mergeEvent(parts: readonly StoredPart[]): Json {
  const valid = parts.filter(({ reason }) => reason === null);
  const shown = valid.length > 0 ? valid : parts;
  const [first] = shown as [StoredPart];
  const { epcList: _epcs, quantityList: _quantities, recordTime: _recordTime, ...event } = first.evento;
  const epcList = union(shown, 'epcList');
  const quantityList = union(shown, 'quantityList');
  return {
    ...event,
    eventID: first.id,
    recordTime: first.recordTime,
    ...(epcList.length > 0 && { epcList }),
    ...(quantityList.length > 0 && { quantityList }),
    ...(valid.length === 0 && { errorDeclaration: declarationOf(first) }),
  };
}

/** All items of a list, each once. */
function union(parts: readonly StoredPart[], list: 'epcList' | 'quantityList'): unknown[] {
  const items = parts.flatMap(({ evento }) =>
    Array.isArray(evento[list]) ? (evento[list] as unknown[]) : [],
  );
  const keyOf = (item: unknown) =>
    isObject(item) ? JSON.stringify(Object.entries(item).sort()) : String(item);
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function declarationOf({ reason, declarationTime, corrections }: StoredPart): Json {
  return {
    declarationTime,
    reason: reason && REASONS[reason],
    ...(corrections?.length && { correctiveEventIDs: corrections.map((id) => `urn:uuid:${id}`) }),
  };
}
