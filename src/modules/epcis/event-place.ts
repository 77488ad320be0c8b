import { inNfc } from '../../platform/validation/nfc.js';
import { type Position, positionOfGeo } from './domain/identifiers.js';

/** An object of JSON. */
export type Json = Record<string, unknown>;

/** Where an event happened, and where in the event that stands: pointers relative to it. */
export interface Place {
  lugar?: string;
  lat?: number;
  lon?: number;
  sources: { lat: string; lon: string };
}

interface Found {
  position: Position;
  sources: { lat: string; lon: string };
}

const MAX_LUGAR = 200;
const NOWHERE = { lat: '/readPoint/id', lon: '/readPoint/id' };

/** The place of an event: a `geo:` URI as its read point or its business location, or what a sensor says. */
export function placeOf(event: Json): Place {
  const readPoint = idOf(event['readPoint']);
  const bizLocation = idOf(event['bizLocation']);
  const found =
    geoAt(readPoint, '/readPoint/id') ??
    geoAt(bizLocation, '/bizLocation/id') ??
    sensedPosition(event['sensorElementList']);
  const lugar = [readPoint, bizLocation].find((id) => id && !positionOfGeo(id));
  return {
    // Cut, not refused: the whole URI is in `datos`.
    ...(lugar && { lugar: [...inNfc(lugar)].slice(0, MAX_LUGAR).join('') }),
    ...found?.position,
    sources: found?.sources ?? NOWHERE,
  };
}

/** Whether this is an object. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function idOf(place: unknown): string | undefined {
  const id = isObject(place) ? place['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

function geoAt(uri: unknown, pointer: string): Found | undefined {
  const position = positionOfGeo(uri);
  return position && { position, sources: { lat: pointer, lon: pointer } };
}

interface Report {
  report: Json;
  pointer: string;
}

/** A position among sensor reports: two angles in degrees, WGS 84 where no other system is named, or a `geo:` URI. */
function sensedPosition(elements: unknown): Found | undefined {
  const reports = listOf(elements, '/sensorElementList').flatMap(({ report: element, pointer }) =>
    listOf(element['sensorReport'], `${pointer}/sensorReport`),
  );
  const lat = reports.find(({ report }) => isAngle(report, 'latitude'));
  const lon = reports.find(({ report }) => isAngle(report, 'longitude'));
  if (lat && lon)
    return {
      position: { lat: lat.report['value'] as number, lon: lon.report['value'] as number },
      sources: { lat: `${lat.pointer}/value`, lon: `${lon.pointer}/value` },
    };
  for (const { report, pointer } of reports) {
    const found = geoAt(report['uriValue'], `${pointer}/uriValue`);
    if (found) return found;
  }
  return undefined;
}

/** Objects of a list, each with its pointer. */
function listOf(list: unknown, pointer: string): Report[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((report: unknown, index) =>
    isObject(report) ? [{ report, pointer: `${pointer}/${index}` }] : [],
  );
}

function isAngle(report: Json, component: string): boolean {
  return (
    report['component'] === component &&
    typeof report['value'] === 'number' &&
    report['uom'] === 'DD' &&
    report['coordinateReferenceSystem'] === undefined
  );
}
