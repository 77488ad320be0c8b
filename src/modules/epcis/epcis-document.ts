import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { parseInstant } from '../../platform/validation/instant.js';
import { MAX_EPCIS_EVENTS, MAX_EPCS } from './dialect.js';
import { lengthOf } from './event-form.js';

/** The events of a document, and where they stand in it. */
export interface EventList {
  events: readonly unknown[];
  /** To the list, as a URI fragment. */
  pointer: string;
}

/** Most characters of all trazas together. */
const MAX_STORED_SIZE = 8 * 1_048_576;
const VERSION_2 = /^2(\.\d+)*$/;
const LISTS: Record<string, readonly string[]> = {
  EPCISDocument: ['epcisBody', 'eventList'],
  EPCISQueryDocument: ['epcisBody', 'queryResults', 'resultsBody', 'eventList'],
};

/**
 * The events of an EPCIS document in JSON-LD, either of the two kinds that a capture interface takes.
 *
 * @throws {DomainError} `validacion` when it is none, `epcis-demasiado-grande` when it has too many.
 */
export function eventsOf(body: unknown): EventList {
  const document = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const faults: FieldError[] = ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody']
    .filter((field) => document[field] === undefined)
    .map((field) => ({ pointer: `#/${field}`, code: 'requerido' }));
  const { type, schemaVersion } = document;
  const path = typeof type === 'string' && Object.hasOwn(LISTS, type) ? LISTS[type] : undefined;
  if (type !== undefined && !path)
    faults.push({
      pointer: '#/type',
      code: 'valor-desconocido',
      params: { valores: Object.keys(LISTS).join(', ') },
    });
  if (document['creationDate'] !== undefined && parseInstant(document['creationDate']) === undefined)
    faults.push({ pointer: '#/creationDate', code: 'fecha' });
  if (schemaVersion !== undefined && !(typeof schemaVersion === 'string' && VERSION_2.test(schemaVersion)))
    faults.push({ pointer: '#/schemaVersion', code: 'valor-desconocido', params: { valores: '2.0' } });
  if (faults.length > 0 || !path) throw DomainError.invalid(faults);
  const pointer = `#/${path.join('/')}`;
  const events = path.reduce<unknown>(
    (inner, key) => (inner as Record<string, unknown> | null)?.[key],
    document,
  );
  if (!Array.isArray(events))
    throw DomainError.invalid([
      { pointer, code: 'tipo', params: { esperado: { es: 'una lista', en: 'a list' } } },
    ]);
  if (events.length === 0)
    throw DomainError.invalid([{ pointer, code: 'cantidad', params: { min: 1, max: MAX_EPCIS_EVENTS } }]);
  if (events.length > MAX_EPCIS_EVENTS || !fitsOneCapture(events))
    throw new DomainError('epcis-demasiado-grande', { eventos: MAX_EPCIS_EVENTS, epcs: MAX_EPCS });
  return { events, pointer };
}

/** Each EPC keeps its event, so that a large event with many EPCs would grow by their product. */
function fitsOneCapture(events: readonly unknown[]): boolean {
  let trazas = 0;
  let size = 0;
  for (const event of events) {
    const { epcList, ...rest } = (event ?? {}) as { epcList?: unknown; quantityList?: unknown };
    const count = lengthOf(epcList) + lengthOf(rest.quantityList);
    trazas += count;
    size += count * JSON.stringify(rest).length;
  }
  return trazas <= MAX_EPCS && size <= MAX_STORED_SIZE;
}
