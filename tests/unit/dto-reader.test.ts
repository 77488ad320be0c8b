import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import fc from 'fast-check';
import { EnvioInput } from '../../src/modules/envios/contract.js';
import { LoteInput } from '../../src/commands/envios/create-envios.dto.js';
import { EnvioFilter } from '../../src/modules/envios/envio-filter.dto.js';
import { readDto } from '../../src/platform/validation/dto.js';
import { explain } from '../../src/platform/validation/explain.js';
import { queryOf } from '../../src/platform/validation/query-of.js';
import { seedOf } from '../support/random.js';

const PLACE = { direccion: 'Jr. Ica 100', ciudad: 'Lima', region: 'LIM', pais: 'PE', lat: null, lon: null };
const ENVIO = {
  clienteId: '0195f7a0-0000-4000-8000-000000000001',
  transportistaId: '0195f7a0-0000-4000-8000-000000000002',
  destinatario: { nombre: 'Ana Q.', telefono: '+51987654321' },
  origen: PLACE,
  destino: PLACE,
  bultos: 1,
  pesoG: 1_200,
};

/** The pointers that class-validator has something against. */
function pointersOf(errors: readonly ValidationError[], base = '#'): string[] {
  return errors.flatMap(({ property, children = [] }) => {
    const inner = pointersOf(children, `${base}/${property}`);
    return inner.length > 0 ? inner : [`${base}/${property}`];
  });
}

test('our reader refuses what class-validator refuses, and where', () => {
  const seed = seedOf();
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, 'x', 0, 7, 'PE', '+51987654321', '2026-12-20T10:00:00+16:00'),
    fc.constantFrom<unknown>({}, PLACE, { ...PLACE, lat: 1 }, { nombre: 'Ana' }, { ...PLACE, piso: 3 }),
  );
  const fields = [...Object.keys(ENVIO), 'referencia', 'fechaEstimada', 'creadoEn', 'otro'];
  const body = fc
    .dictionary(fc.constantFrom(...fields), odd, { maxKeys: 4 })
    .map((changed) => ({ ...ENVIO, ...changed }));
  fc.assert(
    fc.property(body, (envio) => {
      const errors = validateSync(plainToInstance(EnvioInput, envio), {
        whitelist: true,
        forbidNonWhitelisted: true,
      });
      const ours = explain(EnvioInput, envio).map(({ pointer }) => pointer);
      expect(ours.sort()).toEqual(pointersOf(errors).sort());
      if (errors.length === 0)
        expect(readDto(EnvioInput, envio).value).toEqual(plainToInstance(EnvioInput, envio));
    }),
    { seed, numRuns: 2_000 },
  );
});

test('what is read is of its class, in all its parts', () => {
  const { value } = readDto(LoteInput, { envios: [ENVIO] });
  expect(value).toBeInstanceOf(LoteInput);
  expect(value.envios[0]).toBeInstanceOf(EnvioInput);
  expect(value.envios[0]?.destino.constructor.name).toBe('Direccion');
});

test('what a query leaves out has its default', () => {
  expect(queryOf(EnvioFilter, { q: 'ana' })).toMatchObject({ q: 'ana', orden: '-creado' });
});

const NAMES_OF_OBJECTS = [
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'isPrototypeOf',
  '__proto__',
];

test.each(NAMES_OF_OBJECTS)('finding 12: a field called %s is as unknown as any other', (name) => {
  const body = JSON.parse(JSON.stringify(ENVIO).replace('{', `{"${name}":100,`)) as object;
  expect(explain(EnvioInput, body)).toEqual([{ pointer: `#/${name}`, code: 'campo-desconocido' }]);
  const inner = JSON.parse(JSON.stringify(ENVIO).replace('"origen":{', `"origen":{"${name}":{},`)) as object;
  expect(explain(EnvioInput, inner)).toEqual([{ pointer: `#/origen/${name}`, code: 'campo-desconocido' }]);
});

test('finding 13: an item that is no object is pointed at', () => {
  for (const item of [[], [[]], null, 'x', 7])
    expect(explain(LoteInput, { envios: [ENVIO, item] })).toMatchObject([
      { pointer: '#/envios/1', code: 'tipo' },
    ]);
});

test('finding 4: items are counted before they are looked at', () => {
  const item = new Proxy({}, { ownKeys: () => expect('looked at').toBe('counted first') as never });
  expect(explain(LoteInput, { envios: Array(1_001).fill(item) })).toMatchObject([
    { pointer: '#/envios', code: 'cantidad' },
  ]);
});

test('finding 4: of the faults of all items a hundred are told, and all counted', () => {
  const { faults } = readDto(LoteInput, { envios: Array.from({ length: 1_000 }, () => ({})) });
  expect(faults.told).toHaveLength(100);
  expect(faults.count).toBe(7_000);
});

test('finding 5: a key of any length has a pointer of some length', () => {
  const [fault] = explain(EnvioInput, { ...ENVIO, ['~/'.repeat(100_000)]: 1 });
  expect(fault?.code).toBe('campo-desconocido');
  expect(fault?.pointer.length).toBeLessThan(500);
});
