import 'reflect-metadata';
import fc from 'fast-check';
import { TrazaInput } from '../../src/commands/trazas/capture-trazas.command.js';
import { explain } from '../../src/platform/validation/explain.js';
import { parseInstant } from '../../src/platform/validation/instant.js';
import { compileSchema } from '../../src/platform/validation/schemas.js';
import { seedOf } from '../support/random.js';

const GOOD = {
  idEvento: '0195f7a0-0000-4000-8000-000000000001',
  codigo: 'TZ123456785PE',
  tipo: 'en_transito',
  ocurridoEn: '2026-11-22T15:04:05.000Z',
};
const isTraza = compileSchema(TrazaInput);

/** Values that are wrong, right or on the edge, for any field. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    'x',
    0,
    -1,
    41,
    1.5,
    90,
    91,
    -180,
    181,
    2 ** 53,
    true,
    [],
    {},
    { a: '\u0000' },
    { a: { b: '\ud800' } },
    'TZ123456785PE',
    'TZ123456784PE',
    'tz123456785pe',
    'en_transito',
    'volando',
    'clima',
    'a\u0000b',
    '\ud83d',
    '3000-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-22',
    '1969-12-31T23:59:59Z',
    '2016-10-01T10:00:00-03:00',
    GOOD.idEvento.toUpperCase(),
    'é'.repeat(200),
    '🚚'.repeat(200),
    '🚚'.repeat(201),
  ),
  fc.jsonValue(),
);
const fields = [
  'idEvento',
  'codigo',
  'tipo',
  'motivo',
  'ocurridoEn',
  'secuencia',
  'centroId',
  'lugar',
  'lat',
  'lon',
  'datos',
  'dispositivoId',
  'extra',
];
const body = fc
  .dictionary(fc.constantFrom(...fields), value, { maxKeys: 4 })
  .map((changed) => ({ ...GOOD, ...changed }));

describe('the two forms of validation', () => {
  it('agree on every traza', () => {
    fc.assert(
      fc.property(body, (traza) => {
        const faults = explain(TrazaInput, traza);
        expect({ traza, valid: isTraza(traza) }).toEqual({ traza, valid: faults.length === 0 });
      }),
      { numRuns: 3_000 },
    );
  });

  it.each<[string, object, string, string]>([
    ['an unknown tipo', { tipo: 'volando' }, '#/tipo', 'valor-desconocido'],
    ['a bad check digit', { codigo: 'TZ123456784PE' }, '#/codigo', 'digito-de-control'],
    ['a code that is none', { codigo: 'hola' }, '#/codigo', 'codigo'],
    ['latitude 91', { lat: 91, lon: 0 }, '#/lat', 'rango'],
    ['latitude without longitude', { lat: 1 }, '#/lat', 'latitud-y-longitud'],
    ['the year 3000', { ocurridoEn: '3000-01-01T00:00:00Z' }, '#/ocurridoEn', 'fecha-futura'],
    ['30 February', { ocurridoEn: '2026-02-30T00:00:00Z' }, '#/ocurridoEn', 'fecha'],
    ['a missing field', { idEvento: undefined }, '#/idEvento', 'requerido'],
    ['an extra field', { velocidad: 3 }, '#/velocidad', 'campo-desconocido'],
    ['a key that needs escaping', { 'a/b~c': 3 }, '#/a~1b~0c', 'campo-desconocido'],
    ['a null character', { lugar: 'a\u0000' }, '#/lugar', 'caracteres'],
    ['a null character deep inside', { datos: { a: ['\u0000'] } }, '#/datos', 'caracteres'],
    ['a long text', { lugar: 'x'.repeat(201) }, '#/lugar', 'longitud'],
    ['a list for an object', { datos: [] }, '#/datos', 'tipo'],
  ])('%s is pointed at', (_, changed, pointer, code) => {
    const traza = { ...GOOD, ...changed };
    expect(explain(TrazaInput, traza)).toEqual([expect.objectContaining({ pointer, code })]);
    expect(isTraza(traza)).toBe(false);
  });

  it.each([[null], [[]], ['x'], [3]])('%j is not an object', (traza) => {
    expect(explain(TrazaInput, traza)).toEqual([expect.objectContaining({ pointer: '#', code: 'tipo' })]);
    expect(isTraza(traza)).toBe(false);
  });

  it('a clock that runs less than a day ahead is accepted', () => {
    const ocurridoEn = new Date(Date.now() + 23 * 3_600_000).toISOString();
    expect(explain(TrazaInput, { ...GOOD, ocurridoEn })).toEqual([]);
  });
});

describe('instants', () => {
  it.each([
    ['2026-11-22T15:04:05Z', '2026-11-22T15:04:05.000Z'],
    ['2018-06-13T09:29:02-03:00', '2018-06-13T12:29:02.000Z'],
    ['2024-02-29T23:59:59.999999999+05:30', '2024-02-29T18:29:59.999Z'],
  ])('%s is read', (text, utc) => expect(new Date(parseInstant(text) ?? NaN).toISOString()).toBe(utc));

  it('whatever Date writes is read, and as Date reads it', () => {
    const seed = seedOf();
    const date = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2199-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, (instant) => {
        expect(parseInstant(instant.toISOString())).toBe(instant.getTime());
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it.each([
    '2026-11-22',
    '2026-11-22T15:04',
    '2026-11-22T15:04:05',
    '22/11/2026',
    '2023-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T25:00:00Z',
    '2026-01-01T25:00:00.000Z',
    '2026-01-01T10:60:00.000Z',
    '2026-01-01T10:00:60.000Z',
    '2026-02-30T10:00:00.000Z',
    1,
    null,
  ])('%s is not an instant', (value) => expect(parseInstant(value)).toBeUndefined());
});
