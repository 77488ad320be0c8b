import { v5 as uuidV5 } from 'uuid';
import { Faults } from '../../platform/errors/faults.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { inexactIn } from '../../platform/validation/exact-numbers.js';
import { explain } from '../../platform/validation/explain.js';
import { faultOfCodigo } from '../codigos/contract.js';
import { TrazaInput } from '../trazas/contract.js';
import { canonicalEvent } from './canonical-event.js';
import { codigoInEpc, uuidOfUrn } from './domain/identifiers.js';
import { plainUri } from './domain/uri.js';
import { tipoOf } from './domain/vocabulary.js';
import { formalFaults, lengthOf, wrongType } from './event-form.js';
import { isObject, type Json, placeOf } from './event-place.js';

/** What an EPCIS event came to: its trazas, one an EPC, or what is wrong with it. */
export interface EventRead {
  trazas: TrazaInput[];
  /** Index in `epcList` of each traza; of one that `quantityList` gave, that index in it counted down from -1. */
  epcs: number[];
  faults: Faults;
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

/** How many EPCs and classes of goods an event has, were it ever so wrong; an empty one counts as one. */
export function epcsOf(event: unknown): number {
  if (!isObject(event)) return 1;
  return Math.max(1, lengthOf(event['epcList']) + lengthOf(event['quantityList']));
}

/**
 * Reads one event of a document (EPCIS 2.0, 7.4). Pure but for the clock, by which a time too far ahead is refused.
 *
 * @param pointer - To the event, inside the request.
 * @param isTraza - The compiled check of `TrazaInput`.
 * @param most - How many of its faults are told; no more of its trazas are explained.
 * @param enviadoEn - When the document was sent, by its sender's clock, RFC 3339.
 */
export function readEvent(
  event: unknown,
  pointer: string,
  isTraza: (value: unknown) => boolean,
  most: number,
  enviadoEn?: string,
): EventRead {
  const refused = (list: readonly FieldError[], omitted = 0): EventRead => {
    const faults = new Faults(most);
    faults.addAll(list, omitted);
    return { trazas: [], epcs: [], faults };
  };
  if (!isObject(event)) return refused([wrongType(pointer, 'un objeto', 'an object')]);
  const inexact = inexactIn(event);
  if (inexact !== undefined) return refused([{ pointer: pointer + inexact, code: 'numero-inexacto' }]);
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
  const wrong = trazas.flatMap((traza, index) => (isTraza(traza) ? [] : [index]));
  if (wrong.length === 0) return { trazas, epcs: whats.map(({ index }) => index), faults: new Faults() };
  const sourceOf = (field: string, what: What | undefined) =>
    ({
      codigo: what?.pointer,
      idEvento: '/eventID',
      ocurridoEn: '/eventTime',
      lugar: '/readPoint/id',
      ...sources,
    })[field] ?? '';
  const explained = wrong.slice(0, most).flatMap((index) =>
    explain(TrazaInput, trazas[index]).map(({ pointer: within, ...fault }) => ({
      ...fault,
      pointer: pointer + sourceOf(within.split('/')[1] ?? '', whats[index]),
    })),
  );
  // Of the others it is known what is wrong with them but for their code: the same as with those before them.
  const others = wrong.slice(most).filter((index) => faultOfCodigo(whats[index]?.codigo ?? '') !== undefined);
  return refused(distinct(explained), others.length);
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
