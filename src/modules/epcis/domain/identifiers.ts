import { plainUri } from './uri.js';

/**
 * The tracking code that an EPC carries: its last part. All of these are the same envío: `urn:trazo:envio:<code>`,
 * `https://any.host/v1/envios/<code>`, a GS1 Digital Link (`https://id.gs1.org/401/<code>`), an EPC URN with the code as
 * its last part (`urn:epc:id:ginc:0614141.<code>`), and the bare code; each of them percent-encoded as well.
 *
 * @returns what stands there, which need not be a code.
 */
export function codigoInEpc(epc: string): string {
  const uri = plainUri(epc);
  const query = uri.search(/[?#]/);
  let end = query < 0 ? uri.length : query;
  while (uri[end - 1] === '/') end -= 1;
  const path = uri.slice(0, end);
  const last = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':'), path.lastIndexOf('.')) + 1);
  return last.toUpperCase();
}

/** A position in degrees (WGS 84). */
export interface Position {
  lat: number;
  lon: number;
}

const GEO = /^geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:,-?\d+(?:\.\d+)?)?(?:;(.*))?$/i;

/** The position of a `geo:` URI (RFC 5870) in its default reference system. */
export function positionOfGeo(uri: unknown): Position | undefined {
  const match = typeof uri === 'string' ? GEO.exec(plainUri(uri)) : null;
  if (!match) return undefined;
  const [, lat, lon, parameters = ''] = match;
  const system = /(?:^|;)crs=([^;]+)/i.exec(parameters)?.[1]?.toLowerCase();
  return system === undefined || system === 'wgs84' ? { lat: Number(lat), lon: Number(lon) } : undefined;
}

const UUID_URN = /^urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** The UUID of a `urn:uuid:` URI (RFC 9562). */
export function uuidOfUrn(uri: string): string | undefined {
  return UUID_URN.exec(plainUri(uri))?.[1]?.toLowerCase();
}
