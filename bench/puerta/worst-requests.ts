import { randomUUID } from 'node:crypto';

/** A request that gives the door as much to do as one may. */
export interface WorstRequest {
  name: string;
  path: string;
  body: string;
}

/** A little less than the largest body. */
const SIZE = 1_000_000;

const fill = (unit: string, separator = ',') =>
  Array(Math.floor(SIZE / (unit.length + separator.length)))
    .fill(unit)
    .join(separator);

const keys = () => `{${Array.from({ length: 90_000 }, (_, n) => `"${n.toString(36)}_":1`).join()}}`;

const PLACE = {
  direccion: 'Jr. Ica 100',
  ciudad: 'Lima',
  region: 'LIM',
  pais: 'PE',
  lat: -12.04,
  lon: -77.03,
};

const envio = (ids: { clienteId: string; transportistaId: string }) => ({
  ...ids,
  referencia: 'pedido-77',
  destinatario: { nombre: 'Ana Q.', telefono: '+51987654321' },
  origen: PLACE,
  destino: PLACE,
  bultos: 1,
  pesoG: 1_200,
  fechaEstimada: '2026-12-20T10:00:00-05:00',
});

const traza = (codigo: string, more: object = {}) => ({
  idEvento: randomUUID(),
  codigo,
  tipo: 'en_transito',
  ocurridoEn: '2026-11-20T10:00:00-05:00',
  lat: -12.04,
  lon: -77.03,
  ...more,
});

/** Most EPCs of an event. */
const EPCS = 1_000;

const epcis = (...events: (readonly string[])[]) => ({
  '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-11-20T11:30:47.0Z',
  epcisBody: {
    eventList: events.map((epcList) => ({
      type: 'ObjectEvent',
      action: 'OBSERVE',
      bizStep: 'shipping',
      eventTime: '2026-11-20T20:33:31-05:00',
      eventTimeZoneOffset: '-05:00',
      epcList,
    })),
  },
});

const tenEvents = (epc: (n: number) => string) =>
  Array.from({ length: 10 }, (_, event) => Array.from({ length: EPCS }, (_, n) => epc(event * EPCS + n)));

/**
 * Good and bad ones.
 *
 * @param codigo - Of an envío that is there.
 */
export function worstRequests(
  ids: { clienteId: string; transportistaId: string },
  codigo: string,
): WorstRequest[] {
  const many = (count: number, make: () => object) => JSON.stringify(Array.from({ length: count }, make));
  return [
    {
      name: 'lote de 1.000 envíos',
      path: '/v1/envios/lote',
      body: `{"envios":${many(1_000, () => envio(ids))}}`,
    },
    { name: 'lote de 1.000 {}', path: '/v1/envios/lote', body: `{"envios":${many(1_000, () => ({}))}}` },
    { name: 'lote de 333.000 {}', path: '/v1/envios/lote', body: `{"envios":[${fill('{}')}]}` },
    { name: '1.000 trazas', path: '/v1/trazas', body: many(1_000, () => traza(codigo)) },
    { name: '1.000 trazas, mal', path: '/v1/trazas', body: many(1_000, () => traza(codigo, { tipo: 'x' })) },
    { name: '90.000 campos en una traza', path: '/v1/trazas', body: keys() },
    { name: '90.000 campos en un centro', path: '/v1/centros', body: keys() },
    { name: 'un texto de barras', path: '/v1/centros', body: `{"nombre":"${'/'.repeat(SIZE)}"}` },
    {
      name: 'medio millón de niveles',
      path: '/v1/trazas',
      body: '['.repeat(SIZE / 2) + ']'.repeat(SIZE / 2),
    },
    {
      name: 'EPCIS: 10.000 EPC que no son códigos',
      path: '/epcis/v2/capture',
      body: JSON.stringify(epcis(...tenEvents((n) => `urn:x:${n}`))),
    },
    {
      name: 'EPCIS: 10.000 EPC de un envío',
      path: '/epcis/v2/capture',
      body: JSON.stringify(epcis(...tenEvents((n) => `urn:x${n}:${codigo}`))),
    },
    {
      name: 'EPCIS: un EPC de barras',
      path: '/epcis/v2/capture',
      body: JSON.stringify(epcis([`${'/'.repeat(SIZE - 1_000)}x`])),
    },
  ];
}
