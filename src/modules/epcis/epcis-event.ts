import { v5 as uuidV5 } from 'uuid';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { isStorable } from '../../platform/validation/json-bounds.js';
import { explain } from '../../platform/validation/explain.js';
import { inNfc } from '../../platform/validation/nfc.js';
import { TrazaInput } from '../trazas/contract.js';
import {
  canonicalEvent,
  codigoInEpc,
  type Position,
  positionOfGeo,
  uuidOfUrn,
} from './domain/identifiers.js';
import { tipoOf } from './domain/vocabulary.js';

/** What an EPCIS event came to: its trazas, one an EPC, or everything that is wrong with it. */
export interface EventRead {
  trazas: TrazaInput[];
  /** Index in `epcList` of each traza. */
  epcs: number[];
  faults: FieldError[];
}

type Json = Record<string, unknown>;

/** Name space of the ids of trazas whose event has no UUID of its own. */
const NAMESPACE = '0d4a2f6e-54c5-5b0a-9c1e-8f6f5c2b7e10';
const MAX_LUGAR = 200;
const OFFSET = /^[+-](?:0\d|1[0-3]):[0-5]\d$|^[+-]14:00$/;

/** Where in the event a field of the traza comes from. */
const SOURCES: Record<string, string> = {
  idEvento: '/eventID',
  ocurridoEn: '/eventTime',
  lugar: '/readPoint/id',
  lat: '/readPoint/id',
  lon: '/readPoint/id',
};

/**
 * Reads one event of a document (EPCIS 2.0, 7.4). Pure but for the clock, by which a time too far ahead is refused.
 *
 * @param pointer - To the event, inside the request.
 * @param isTraza - The compiled check of `TrazaInput`.
 * @param enviadoEn - When the document was sent, by its sender's clock, RFC 3339.
 */
export function readEvent(
  event: unknown,
  pointer: string,
  isTraza: (value: unknown) => boolean,
  enviadoEn?: string,
): EventRead {
  const refused = (faults: FieldError[]): EventRead => ({ trazas: [], epcs: [], faults });
  if (!isObject(event)) return refused([wrongType(pointer, 'un objeto', 'an object')]);
  const formal = formalFaults(event, pointer);
  if (formal.length > 0) return refused(formal);

  const codigos = new Map<string, number>();
  for (const [index, epc] of (event['epcList'] as string[]).entries()) {
    const codigo = codigoInEpc(epc);
    if (!codigos.has(codigo)) codigos.set(codigo, index);
  }
  const common = commonFields(event);
  const canonical = canonicalEvent(event);
  const trazas = [...codigos.keys()].map((codigo): TrazaInput => ({
    ...common,
    ...(enviadoEn !== undefined && { enviadoEn }),
    codigo,
    idEvento: idEventoOf(event['eventID'] as string | undefined, canonical, codigo),
    datos: { epcis: { ...event, epcList: [(event['epcList'] as string[])[codigos.get(codigo) as number]] } },
  }));
  const epcs = [...codigos.values()];
  const faults = trazas.flatMap((traza, index) =>
    isTraza(traza) ? [] : explain(TrazaInput, traza).map((fault) => inEvent(fault, pointer, epcs[index])),
  );
  return faults.length > 0 ? refused(distinct(faults)) : { trazas, epcs, faults };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongType(pointer: string, es: string, en: string): FieldError {
  return { pointer, code: 'tipo', params: { esperado: { es, en } } };
}

/** What the standard's own schema asks of an ObjectEvent, as far as it does not show up in the traza. */
function formalFaults(event: Json, pointer: string): FieldError[] {
  const { type, epcList, action, eventID } = event;
  if (type === undefined) return [{ pointer: `${pointer}/type`, code: 'requerido' }];
  if (type !== 'ObjectEvent')
    return [
      {
        pointer: `${pointer}/type`,
        code: 'tipo-de-evento',
        params: { recibido: typeof type === 'string' ? type.slice(0, 100) : typeof type },
      },
    ];
  if (event['errorDeclaration'] !== undefined)
    return [{ pointer: `${pointer}/errorDeclaration`, code: 'declaracion-de-error' }];
  const faults: FieldError[] = ['action', 'eventTime', 'eventTimeZoneOffset', 'epcList']
    .filter((field) => event[field] === undefined)
    .map((field) => ({ pointer: `${pointer}/${field}`, code: 'requerido' }));
  if (epcList !== undefined) faults.push(...epcListFaults(epcList, `${pointer}/epcList`));
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
  return faults;
}

function epcListFaults(epcList: unknown, pointer: string): FieldError[] {
  if (!Array.isArray(epcList)) return [wrongType(pointer, 'una lista', 'a list')];
  if (epcList.length === 0) return [{ pointer, code: 'sin-epc' }];
  return epcList.flatMap((epc, index) =>
    isUri(epc) ? [] : [wrongType(`${pointer}/${index}`, 'un URI', 'a URI')],
  );
}

/** As far as it matters here: a text that has an encoding, so that an id can be made of it. */
function isUri(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && isStorable(value);
}

function commonFields(event: Json): Omit<TrazaInput, 'codigo' | 'idEvento'> {
  const readPoint = idOf(event['readPoint']);
  const bizLocation = idOf(event['bizLocation']);
  const position =
    positionOfGeo(readPoint) ?? positionOfGeo(bizLocation) ?? positionOfSensors(event['sensorElementList']);
  const lugar = [readPoint, bizLocation].find((id) => id && !positionOfGeo(id));
  return {
    tipo: tipoOf(event['bizStep'], event['disposition']),
    ocurridoEn: event['eventTime'] as string,
    // Cut, not refused: the whole URI is in `datos`.
    ...(lugar && { lugar: [...inNfc(lugar)].slice(0, MAX_LUGAR).join('') }),
    ...position,
  };
}

function idOf(place: unknown): string | undefined {
  const id = isObject(place) ? place['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** A position among sensor reports: a `geo:` URI, or two angles in degrees, WGS 84 where no other system is named. */
function positionOfSensors(elements: unknown): Position | undefined {
  if (!Array.isArray(elements)) return undefined;
  const reports = elements.flatMap((element): unknown[] => {
    const list = isObject(element) ? element['sensorReport'] : undefined;
    return Array.isArray(list) ? list : [];
  });
  const angle = (component: string) =>
    reports.find(
      (report): report is Json =>
        isObject(report) &&
        report['component'] === component &&
        typeof report['value'] === 'number' &&
        report['uom'] === 'DD' &&
        report['coordinateReferenceSystem'] === undefined,
    )?.['value'] as number | undefined;
  const [lat, lon] = [angle('latitude'), angle('longitude')];
  if (lat !== undefined && lon !== undefined) return { lat, lon };
  return (
    reports.map((report) => isObject(report) && positionOfGeo(report['uriValue'])).find(Boolean) || undefined
  );
}

/**
 * The event's own UUID; else one made of its `eventID` (a `ni:///sha-256` hash, any URI); else one made of the event
 * and the code. So the same event sent again is a duplicate, with or without an id.
 */
function idEventoOf(eventID: string | undefined, canonical: string, codigo: string): string {
  if (eventID === undefined) return uuidV5(`${canonical}\n${codigo}`, NAMESPACE);
  return uuidOfUrn(eventID) ?? uuidV5(eventID, NAMESPACE);
}

/** A fault of a traza, told of the event that it was made of. */
function inEvent({ pointer, ...fault }: FieldError, event: string, epc: number | undefined): FieldError {
  const field = pointer.split('/')[1] ?? '';
  return { pointer: `${event}${field === 'codigo' ? `/epcList/${epc}` : (SOURCES[field] ?? '')}`, ...fault };
}

/** What is wrong with the event as a whole is wrong with each of its trazas. */
function distinct(faults: readonly FieldError[]): FieldError[] {
  return [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.code}`, fault])).values()];
}
