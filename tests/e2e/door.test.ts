import { randomUUID } from 'node:crypto';
import { MAX_DEPTH } from '../../src/platform/validation/json-bounds.js';
import { epcisDocument, shippingEvent } from '../support/epcis.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let codigo: string;
beforeAll(async () => {
  stack = await startStack();
  codigo = (await stack.given.envio()).codigo;
});
afterAll(() => stack.close());

interface Problem {
  errors: { pointer: string; code: string }[];
  erroresOmitidos?: number;
}

const nested = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
const post = (path: string, body: string) => stack.http.post<Problem>(path, body);
const traza = (fields: Record<string, unknown> = {}) => stack.given.traza(codigo, fields);
/** A body of a route in which a deep value stands somewhere. */
const around = (body: unknown, deep: string) => JSON.stringify(body).replaceAll('"aquí"', deep);

describe('finding 3: depth is bounded at the door', () => {
  const routes = async (): Promise<[string, object][]> => [
    ['/v1/centros', { nombre: 'aquí' }],
    ['/v1/clientes', { nombre: 'x', direccion: 'aquí' }],
    ['/v1/envios', await stack.given.envioBody({ destinatario: 'aquí' })],
    ['/v1/envios/lote', { envios: [await stack.given.envioBody({ origen: 'aquí' })] }],
    ['/v1/programaciones', { tipo: 'archivado', parametros: 'aquí', cron: '0 2 * * *' }],
    [`/v1/envios/${codigo}/trazas/${randomUUID()}/anulacion`, { razon: 'x', correcciones: 'aquí' }],
    ['/epcis/v2/capture', { ...epcisDocument([]), epcisBody: 'aquí' }],
  ];

  test.each([33, 2_500, 3_100, 4_400, 150_000])('%d levels on every JSON route', async (depth) => {
    for (const [path, body] of await routes()) {
      const answer = await post(path, around(body, nested(depth)));
      expect({ path, status: answer.status, errors: answer.body.errors }).toMatchObject({
        path,
        status: 400,
        errors: [{ pointer: '#', code: 'demasiado-profundo' }],
      });
    }
  });

  test.each([MAX_DEPTH + 1, 2_500, 4_400, 20_000])(
    'a traza with datos of %d levels is refused, and the others are taken',
    async (depth) => {
      const body = around([traza(), traza({ datos: 'aquí' }), traza({ lugar: 'aquí' })], nested(depth));
      expect(await stack.http.post('/v1/trazas', body)).toMatchObject({
        status: 202,
        body: {
          aceptadas: 1,
          rechazadas: [{ indice: 1, errors: [{ pointer: '#/1/datos', code: 'demasiado-profundo' }] }, {}],
        },
      });
    },
  );

  test('what is within is stored', async () => {
    const body = around([traza({ datos: 'aquí' })], nested(MAX_DEPTH));
    const { body: captura } = await stack.http.post<{ capturaId: string }>('/v1/trazas', body);
    expect(await stack.given.settled(captura.capturaId)).toMatchObject({ aplicadas: 1 });
  });

  test('half a million of brackets', async () => {
    for (const path of ['/v1/trazas', '/v1/envios', '/v1/envios/lote'])
      expect(await post(path, '['.repeat(500_000) + ']'.repeat(500_000))).toMatchObject({ status: 400 });
  });
});

test('finding 4: a lote of 340,000 envíos is counted and not looked at', async () => {
  const answer = await post('/v1/envios/lote', `{"envios":[${Array(340_000).fill('{}').join()}]}`);
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/envios', code: 'cantidad' }] },
  });
});

test('finding 4: 1,000 envíos without anything: a hundred errors are told, and how many more', async () => {
  const answer = await post('/v1/envios/lote', `{"envios":[${Array(1_000).fill('{}').join()}]}`);
  expect(answer.body.errors).toHaveLength(100);
  expect(answer.body.erroresOmitidos).toBe(6_900);
});

test('finding 4: of 999 trazas without anything each says one thing that is wrong with it, and how many more', async () => {
  const answer = await stack.http.post<{ rechazadas: { errors: object[]; erroresOmitidos?: number }[] }>(
    '/v1/trazas',
    [traza(), ...Array<object>(999).fill({})],
  );
  expect(answer.status).toBe(202);
  const { rechazadas } = answer.body;
  expect(rechazadas).toHaveLength(999);
  expect(rechazadas[0]?.errors).toHaveLength(4);
  expect(rechazadas[998]).toMatchObject({ errors: [{ code: 'requerido' }], erroresOmitidos: 3 });
});

const fieldsOf = (count: number) =>
  `{${Array.from({ length: count }, (_, index) => `"_${index.toString(36)}":1`).join()}}`;

test('finding 5: 100,000 unknown fields', async () => {
  const keys = fieldsOf(100_000);
  for (const path of ['/v1/centros', '/v1/envios', '/v1/programaciones', '/epcis/v2/capture', '/v1/trazas'])
    expect(await post(path, keys)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#', code: 'demasiados-campos' }] },
    });
  const answer = await post('/v1/trazas', fieldsOf(20_000));
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toHaveLength(100);
  // And four fields of a traza are missing.
  expect(answer.body.erroresOmitidos).toBe(20_000 + 4 - 100);
});

const NAMES = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];

test.each(NAMES)('finding 12: %s is a name like any other', async (name) => {
  const datos = { [name]: 1 };
  const { body } = await stack.http.post<{ capturaId: string }>('/v1/trazas', [traza({ datos })]);
  expect(await stack.given.settled(body.capturaId)).toMatchObject({ aplicadas: 1 });
  const unknown = { status: 400, body: { errors: [{ pointer: `#/${name}`, code: 'campo-desconocido' }] } };
  expect(await stack.http.post('/v1/trazas', traza({ [name]: 100 }))).toMatchObject(unknown);
  expect(await stack.http.post('/v1/centros', { nombre: 'x', [name]: 100 })).toMatchObject({ status: 400 });
  expect(await stack.http.post('/v1/envios', await stack.given.envioBody({ [name]: 1 }))).toMatchObject(
    unknown,
  );
  for (const path of ['/v1/envios', '/v1/rechazos', '/v1/kpis/diario', `/v1/envios/${codigo}`])
    expect(await stack.http.get(`${path}?${name}=1`)).toMatchObject(unknown);
  expect(await stack.http.get(`/problemas/${name}`)).toMatchObject({ status: 404 });
  const programacion = { tipo: name, parametros: {}, cron: '0 2 * * *' };
  expect(await stack.http.post('/v1/programaciones', programacion)).toMatchObject({ status: 400 });
  const parametros = { ...programacion, tipo: 'archivado', parametros: { [name]: 1 } };
  expect(await stack.http.post('/v1/programaciones', parametros)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: `#/parametros/${name}`, code: 'campo-desconocido' }] },
  });
});

test('finding 13: a list where an envío belongs', async () => {
  expect(await post('/v1/envios/lote', '{"envios":[[]]}')).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/envios/0', code: 'tipo' }] },
  });
});

test.each([
  ['eventID', '#/epcisBody/eventList/0/eventID'],
  ['epcList', '#/epcisBody/eventList/0/epcList/0'],
])('finding 13: a lone surrogate in an %s', async (field, pointer) => {
  const event = shippingEvent([codigo], { [field]: field === 'epcList' ? ['\ud800'] : 'urn:x:\ud800' });
  expect(await stack.http.post('/epcis/v2/capture', epcisDocument([event]))).toMatchObject({
    status: 400,
    body: { errors: [{ pointer }] },
  });
});
