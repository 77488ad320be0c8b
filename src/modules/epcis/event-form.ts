import type { FieldError } from '../../platform/errors/field-errors.js';
import { MAX_EPCS_OF_EVENT } from './dialect.js';
import { parseInstant } from '../../platform/validation/instant.js';
import { EVENT_TYPES_KEPT } from './domain/event-types.js';
import { isObject, type Json } from './event-place.js';

/** Types of event that the standard has and we do not keep: what they say is about more than one envío. */
const OTHER_TYPES = ['AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent'];

/** All types of event of the standard. */
export const EVENT_TYPES = [...EVENT_TYPES_KEPT, ...OTHER_TYPES];

const OFFSET = /^[+-](?:0\d|1[0-3]):[0-5]\d$|^[+-]14:00$/;
/** UN/CEFACT Recommendation 20. */
const UNIT = /^[A-Z0-9]{2,3}$/;

/** What the standard's own schema asks of an ObjectEvent, as far as it does not show up in the traza. */
export function formalFaults(event: Json, pointer: string): FieldError[] {
  const { type, action, eventID } = event;
  if (type === undefined) return [{ pointer: `${pointer}/type`, code: 'requerido' }];
  if (type !== 'ObjectEvent') return [faultOfType(type, `${pointer}/type`)];
  if (event['errorDeclaration'] !== undefined)
    return [{ pointer: `${pointer}/errorDeclaration`, code: 'declaracion-de-error' }];
  const faults: FieldError[] = ['action', 'eventTime', 'eventTimeZoneOffset']
    .filter((field) => event[field] === undefined)
    .map((field) => ({ pointer: `${pointer}/${field}`, code: 'requerido' }));
  faults.push(...whatFaults(event, pointer));
  if (action !== undefined && !['ADD', 'OBSERVE', 'DELETE'].includes(action as string))
    faults.push({
      pointer: `${pointer}/action`,
      code: 'valor-desconocido',
      params: { valores: 'ADD, OBSERVE, DELETE' },
    });
  const offset = event['eventTimeZoneOffset'];
  if (offset !== undefined && !(typeof offset === 'string' && OFFSET.test(offset)))
    faults.push(wrongType(`${pointer}/eventTimeZoneOffset`, 'una zona como -05:00', 'an offset like -05:00'));
  for (const field of ['bizStep', 'disposition'])
    if (event[field] !== undefined && typeof event[field] !== 'string')
      faults.push(wrongType(`${pointer}/${field}`, 'un texto', 'a text'));
  if (eventID !== undefined && !isUri(eventID))
    faults.push(wrongType(`${pointer}/eventID`, 'un URI', 'a URI'));
  if (event['recordTime'] !== undefined && parseInstant(event['recordTime']) === undefined)
    faults.push({ pointer: `${pointer}/recordTime`, code: 'fecha' });
  return faults;
}

/** The problem of events that these faults are of: a type that we do not support is one of the server's. */
export function problemOfEvents(faults: readonly FieldError[]): 'validacion' | 'evento-no-admitido' {
  const unsupported = faults.length > 0 && faults.every(({ code }) => code === 'tipo-de-evento');
  return unsupported ? 'evento-no-admitido' : 'validacion';
}

/** A fault of the type of a value. */
export function wrongType(pointer: string, es: string, en: string): FieldError {
  return { pointer, code: 'tipo', params: { esperado: { es, en } } };
}

/** Another type of the standard, or an extension of it, is one that we do not support; anything else is a mistake. */
function faultOfType(type: unknown, pointer: string): FieldError {
  if (typeof type === 'string' && (OTHER_TYPES.includes(type) || type.includes(':')))
    return { pointer, code: 'tipo-de-evento', params: { recibido: type.slice(0, 100) } };
  return { pointer, code: 'valor-desconocido', params: { valores: EVENT_TYPES.join(', ') } };
}

/** What an event is about: EPCs, quantities of a class, or both. */
function whatFaults({ epcList, quantityList }: Json, pointer: string): FieldError[] {
  if (epcList === undefined && quantityList === undefined)
    return [{ pointer: `${pointer}/epcList`, code: 'requerido' }];
  // Counted before any of them is looked at.
  if (lengthOf(epcList) + lengthOf(quantityList) > MAX_EPCS_OF_EVENT) {
    const longer = lengthOf(epcList) < lengthOf(quantityList) ? 'quantityList' : 'epcList';
    return [
      { pointer: `${pointer}/${longer}`, code: 'cantidad', params: { min: 1, max: MAX_EPCS_OF_EVENT } },
    ];
  }
  const faults = listFaults(epcList, `${pointer}/epcList`, (epc, at) =>
    isUri(epc) ? [] : [wrongType(at, 'un URI', 'a URI')],
  );
  faults.push(...listFaults(quantityList, `${pointer}/quantityList`, quantityFaults));
  const empty = [epcList, quantityList].every((list) => !Array.isArray(list) || list.length === 0);
  return faults.length === 0 && empty ? [{ pointer: `${pointer}/epcList`, code: 'sin-epc' }] : faults;
}

/** How many items a list has; 0 for what is none. */
export function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function listFaults(
  list: unknown,
  pointer: string,
  faultsOf: (item: unknown, pointer: string) => FieldError[],
): FieldError[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [wrongType(pointer, 'una lista', 'a list')];
  return list.flatMap((item, index) => faultsOf(item, `${pointer}/${index}`));
}

/** EPCIS 2.0, 7.3.3.3: a class, and how many or how much of it, in which unit. */
function quantityFaults(element: unknown, pointer: string): FieldError[] {
  if (!isObject(element)) return [wrongType(pointer, 'un objeto', 'an object')];
  const { epcClass, quantity, uom } = element;
  const faults: FieldError[] = [];
  if (epcClass === undefined) faults.push({ pointer: `${pointer}/epcClass`, code: 'requerido' });
  else if (!isUri(epcClass)) faults.push(wrongType(`${pointer}/epcClass`, 'un URI', 'a URI'));
  if (quantity !== undefined && !(typeof quantity === 'number' && quantity >= 0))
    faults.push(wrongType(`${pointer}/quantity`, 'un número', 'a number'));
  if (uom !== undefined && !(typeof uom === 'string' && UNIT.test(uom)))
    faults.push(wrongType(`${pointer}/uom`, 'una unidad como KGM', 'a unit like KGM'));
  return faults;
}

/** As far as it matters here: a text that has an encoding, so that an id can be made of it. */
function isUri(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.isWellFormed() && !value.includes('\0');
}
