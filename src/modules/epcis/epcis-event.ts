import { v5 as uuidV5 } from 'uuid';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { explain } from '../../platform/validation/explain.js';
import { faultOfCodigo } from '../envios/contract.js';
import { TrazaInput } from '../trazas/contract.js';
import { canonicalEvent, codigoInEpc, uuidOfUrn } from './domain/identifiers.js';
import { plainUri } from './domain/uri.js';
import { tipoOf } from './domain/vocabulary.js';
import { formalFaults, wrongType } from './event-form.js';
import { isObject, type Json, placeOf } from './event-place.js';

/** What an EPCIS event came to: its trazas, one an EPC, or everything that is wrong with it. */
export interface EventRead {
  trazas: TrazaInput[];
  /** Index in `epcList` of each traza; of one that `quantityList` gave, that index in it counted down from -1. */
  epcs: number[];
  faults: FieldError[];
}

/** One of the things that an event is about. */
interface What {
  codigo: string;
  /** As in `epcs` of `EventRead`. */
  index: number;
  /** Where it stands, relative to the event. */
  pointer: string;
  /** The event as of this thing alone. */
  event: Json;
}

/** Name space of the ids of trazas whose event has no UUID of its own. */
const NAMESPACE = '0d4a2f6e-54c5-5b0a-9c1e-8f6f5c2b7e10';

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

  const { sources, ...place } = placeOf(event);
  const { eventID: given, ...anonymous } = event;
  const canonical = canonicalEvent(anonymous);
  // The standard has an event without an id get one from whoever takes it in: the same event always the same one. One that
  // comes back with it is the same event.
  const own = `urn:uuid:${uuidV5(canonical, NAMESPACE)}`;
  const eventID = given === own ? undefined : (given as string | undefined);
  const whats = whatsOf({ ...event, eventID: given ?? own });
  const trazas = whats.map(({ codigo, event: part }): TrazaInput => ({
    tipo: tipoOf(event['bizStep'], event['disposition']),
    ocurridoEn: event['eventTime'] as string,
    ...place,
    ...(enviadoEn !== undefined && { enviadoEn }),
    codigo,
    idEvento: idEventoOf(eventID, canonical, codigo),
    datos: { epcis: part },
  }));
  const sourceOf = (field: string, what: What | undefined) =>
    ({
      codigo: what?.pointer,
      idEvento: '/eventID',
      ocurridoEn: '/eventTime',
      lugar: '/readPoint/id',
      ...sources,
    })[field] ?? '';
  const faults = trazas.flatMap((traza, index) =>
    isTraza(traza)
      ? []
      : explain(TrazaInput, traza).map(({ pointer: within, ...fault }) => ({
          ...fault,
          pointer: pointer + sourceOf(within.split('/')[1] ?? '', whats[index]),
        })),
  );
  return faults.length > 0
    ? refused(distinct(faults))
    : { trazas, epcs: whats.map(({ index }) => index), faults };
}

/**
 * What an event is about, each code once. A class of goods that is no envío's stays what it is, where there is an EPC
 * beside it.
 */
function whatsOf(event: Json): What[] {
  const epcList = (event['epcList'] ?? []) as string[];
  const quantityList = (event['quantityList'] ?? []) as { epcClass: string }[];
  const epcs = epcList.map((epc, index): What => ({
    codigo: codigoInEpc(epc),
    index,
    pointer: `/epcList/${index}`,
    event: { ...event, epcList: [epc] },
  }));
  const { epcList: _epcList, ...rest } = event;
  const quantities = quantityList
    .map((element, index): What => ({
      codigo: codigoInEpc(element.epcClass),
      index: -1 - index,
      pointer: `/quantityList/${index}/epcClass`,
      event: { ...rest, quantityList: [element] },
    }))
    .filter(({ codigo }) => epcs.length === 0 || faultOfCodigo(codigo) === undefined);
  const byCodigo = new Map<string, What>();
  for (const what of [...epcs, ...quantities])
    if (!byCodigo.has(what.codigo)) byCodigo.set(what.codigo, what);
  return [...byCodigo.values()];
}

/**
 * The event's own UUID; else one made of its `eventID` (a `ni:///sha-256` hash, any URI); else one made of the event
 * and the code. So the same event sent again is a duplicate, with or without an id.
 */
function idEventoOf(eventID: string | undefined, canonical: string, codigo: string): string {
  if (eventID === undefined) return uuidV5(`${canonical}\n${codigo}`, NAMESPACE);
  return uuidOfUrn(eventID) ?? uuidV5(plainUri(eventID), NAMESPACE);
}

/** What is wrong with the event as a whole is wrong with each of its trazas. */
function distinct(faults: readonly FieldError[]): FieldError[] {
  return [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.code}`, fault])).values()];
}
