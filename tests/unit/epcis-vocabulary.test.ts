import fc from 'fast-check';
import { codigoInEpc, positionOfGeo, uuidOfUrn } from '../../src/modules/epcis/domain/identifiers.js';
import { canonicalEvent } from '../../src/modules/epcis/canonical-event.js';
import { termOf, tipoOf } from '../../src/modules/epcis/domain/vocabulary.js';

describe('bizStep and disposition', () => {
  it.each([
    ['receiving', undefined, 'recogido'],
    ['receiving', 'in_progress', 'recogido'],
    ['departing', 'in_transit', 'en_transito'],
    ['arriving', 'in_transit', 'en_transito'],
    ['arriving', 'in_progress', 'en_transito'],
    ['shipping', 'in_transit', 'en_transito'],
    ['departing', undefined, 'en_reparto'],
    ['departing', 'in_progress', 'en_reparto'],
    ['holding', 'available', 'disponible_retiro'],
    ['holding', 'sellable_accessible', 'disponible_retiro'],
    ['holding', undefined, 'retenido'],
    ['holding', 'non_conformant', 'retenido'],
    ['accepting', undefined, 'entregado'],
    ['accepting', 'in_progress', 'entregado'],
    ['returning', undefined, 'en_devolucion'],
    ['shipping', 'returned', 'en_devolucion'],
    ['receiving', 'returned', 'devuelto'],
    ['accepting', 'returned', 'devuelto'],
    [undefined, 'returned', 'devuelto'],
    ['inspecting', 'damaged', 'siniestrado'],
    ['accepting', 'damaged', 'siniestrado'],
    ['commissioning', 'active', 'escaneo'],
    ['https://example.org/pasos/sellado', undefined, 'escaneo'],
    ['volando', undefined, 'escaneo'],
    [undefined, undefined, 'escaneo'],
  ])('%s / %s is %s', (step, disposition, tipo) => expect(tipoOf(step, disposition)).toBe(tipo));

  it.each([
    (term: string) => term,
    (term: string) => `urn:epcglobal:cbv:bizstep:${term}`,
    (term: string) => `https://ref.gs1.org/cbv/BizStep-${term}`,
    (term: string) => `https://ns.gs1.org/cbv/BizStep-${term}`,
    (term: string) => `cbv:BizStep-${term}`,
  ])('every form of a term is the same term (%#)', (form) => {
    expect(termOf(form('staging_outbound'))).toBe('staging_outbound');
    expect(tipoOf(form('accepting'), 'https://ref.gs1.org/cbv/Disp-in_progress')).toBe('entregado');
    expect(tipoOf(form('departing'), 'urn:epcglobal:cbv:disp:in_transit')).toBe('en_transito');
  });
});

describe('EPCs', () => {
  it.each([
    'TZ123456785PE',
    'tz123456785pe',
    'urn:trazo:envio:TZ123456785PE',
    'https://trazo.pe/v1/envios/TZ123456785PE',
    'https://trazo.pe/v1/envios/TZ123456785PE/?idioma=es#arriba',
    'https://id.gs1.org/401/TZ123456785PE',
    'https://id.gs1.org/00/106141412345678908/21/TZ123456785PE?linkType=gs1:traceability',
    'urn:epc:id:ginc:0614141.TZ123456785PE',
  ])('%s carries the code', (epc) => expect(codigoInEpc(epc)).toBe('TZ123456785PE'));

  it('whatever comes before the code, and after it, does not matter', () => {
    const prefix = fc.webUrl().map((url) => `${url.replace(/\/*$/, '')}/`);
    fc.assert(fc.property(prefix, (url) => expect(codigoInEpc(`${url}TZ123456785PE`)).toBe('TZ123456785PE')));
  });
});

describe('geo URIs (RFC 5870)', () => {
  it.each([
    ['geo:42.698334,23.319941', { lat: 42.698334, lon: 23.319941 }],
    ['geo:-12.05,-77.04,154', { lat: -12.05, lon: -77.04 }],
    ['GEO:-12,-77;u=35', { lat: -12, lon: -77 }],
    ['geo:-12,-77;crs=wgs84;u=35', { lat: -12, lon: -77 }],
    ['geo:-12,-77;crs=epsg27700', undefined],
    ['geo:-12', undefined],
    ['geo:a,b', undefined],
    ['urn:epc:id:sgln:0614141.07346.1234', undefined],
    [undefined, undefined],
  ])('%s', (uri, position) => expect(positionOfGeo(uri)).toEqual(position));

  it('give back every position', () => {
    const coordinate = (limit: number) =>
      fc.integer({ min: -limit * 1e6, max: limit * 1e6 }).map((n) => n / 1e6);
    fc.assert(
      fc.property(coordinate(90), coordinate(180), (lat, lon) => {
        fc.pre(!/e/.test(`${lat}${lon}`));
        expect(positionOfGeo(`geo:${lat},${lon}`)).toEqual({ lat, lon });
      }),
    );
  });
});

/** The text that ids of stored events were made of: it must never be another one. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${textOf(inner)}`).join(',')}}`;
}

describe('what makes an event the same event', () => {
  it('is a text that never changes, as ids are made of it', () => {
    const values = fc.jsonValue({ stringUnit: 'binary' });
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), values), (event) => {
        const { epcList: _epcs, recordTime: _recordTime, ...rest } = event;
        expect(canonicalEvent(event)).toBe(textOf(rest));
      }),
    );
  });

  it('is not the order of its keys, nor its EPC list, nor when it was recorded', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          fc.jsonValue(),
        ),
        fc.infiniteStream(fc.nat()),
        (event, dice) => {
          const entries = Object.entries({ ...event, epcList: ['a'], recordTime: 'now' });
          const shuffled = entries
            .map((entry) => ({ entry, rank: dice.next().value as number }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ entry }) => entry);
          const other = { ...Object.fromEntries(shuffled), epcList: ['b', 'a'], recordTime: 'later' };
          expect(canonicalEvent(other)).toBe(canonicalEvent(event));
        },
      ),
    );
  });

  it('is everything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        fc.pre(!same && typeof a !== 'object');
        expect(canonicalEvent({ a }) === canonicalEvent({ a: b })).toBe(false);
      }),
    );
  });

  it.each([
    ['urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8', '374d95fc-9457-4a51-bd6a-0bba133845a8'],
    ['URN:UUID:374D95FC-9457-4A51-BD6A-0BBA133845A8', '374d95fc-9457-4a51-bd6a-0bba133845a8'],
    ['374d95fc-9457-4a51-bd6a-0bba133845a8', undefined],
    ['ni:///sha-256;df7b?ver=CBV2.0', undefined],
  ])('%s has the UUID %s', (uri, uuid) => expect(uuidOfUrn(uri)).toBe(uuid));
});
