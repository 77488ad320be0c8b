/** A position in degrees (WGS 84). */
export interface Position {
  lat: number;
  lon: number;
}

/** Where a comercio delivers. */
export interface DeliveryZone {
  /** Where the comercio is. */
  from: { lat: number | null; lon: number | null; pais: string };
  radioM: number | null;
  poligono: unknown;
}

/** Mean radius of the Earth in metres. */
const EARTH_M = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Most corners of a polygon. */
const MAX_CORNERS = 1_000;

/** Metres between two positions on a sphere (haversine). */
export function metresBetween(a: Position, b: Position): number {
  const half = (degrees: number) => Math.sin((degrees * RADIANS) / 2) ** 2;
  const square =
    half(b.lat - a.lat) + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * half(b.lon - a.lon);
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(square)));
}

type Ring = [lon: number, lat: number][];

/** The rings of a GeoJSON `Polygon` (RFC 7946), or undefined for what is none. */
export function ringsOf(poligono: unknown): Ring[] | undefined {
  const { type, coordinates } = (poligono ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type !== 'Polygon' || !Array.isArray(coordinates) || coordinates.length === 0) return undefined;
  const rings = coordinates as unknown[];
  return rings.every(isRing) ? rings : undefined;
}

function isRing(ring: unknown): ring is Ring {
  if (!Array.isArray(ring) || ring.length < 4 || ring.length > MAX_CORNERS) return false;
  const corners = ring as unknown[];
  return corners.every(isCorner) && JSON.stringify(corners[0]) === JSON.stringify(corners.at(-1));
}

function isCorner(corner: unknown): boolean {
  if (!Array.isArray(corner) || corner.length < 2) return false;
  const [lon, lat] = corner as unknown[];
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

/** Whether a ring goes around a position: by how often a ray from it crosses the ring. */
function isAround(ring: Ring, { lat, lon }: Position): boolean {
  let inside = false;
  for (let at = 1; at < ring.length; at += 1) {
    const [aLon, aLat] = ring[at - 1] as [number, number];
    const [bLon, bLat] = ring[at] as [number, number];
    if (aLat > lat !== bLat > lat && lon < aLon + ((lat - aLat) / (bLat - aLat)) * (bLon - aLon))
      inside = !inside;
  }
  return inside;
}

/**
 * Whether a comercio delivers to a place. A radius or a polygon asks for the position of the place; without either, all of the
 * comercio's country is in its zone.
 */
export function isWithin(
  zone: DeliveryZone,
  place: { lat?: number | null | undefined; lon?: number | null | undefined; pais: string },
): boolean {
  const rings = ringsOf(zone.poligono);
  if (zone.radioM === null && !rings) return place.pais === zone.from.pais;
  const { lat, lon } = place;
  if (lat == null || lon == null) return false;
  if (rings)
    return (
      isAround(rings[0] as Ring, { lat, lon }) && !rings.slice(1).some((hole) => isAround(hole, { lat, lon }))
    );
  return metresBetween(zone.from as Position, { lat, lon }) <= (zone.radioM as number);
}
