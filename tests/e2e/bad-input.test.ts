import { codigoOf } from '../../src/modules/codigos/domain/codigo.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let codigo: string;
beforeAll(async () => {
  stack = await startStack();
  codigo = (await stack.given.envio()).codigo;
});
afterAll(() => stack.close());

const traza = (fields: object = {}) => ({ ...stack.given.traza(codigo), ...fields });
const stored = async () => (await stack.pool.query('SELECT FROM trazas')).rowCount;

/** Name, body, status, problem, and pointers of the fields in it. */
const TRAZAS: [string, () => unknown, number, string, string[]][] = [
  ['an unknown tipo', () => traza({ tipo: 'volando' }), 400, 'validacion', ['#/tipo']],
  ['a bad check digit', () => traza({ codigo: 'TZ123456784PE' }), 400, 'validacion', ['#/codigo']],
  ['latitude 91', () => traza({ lat: 91, lon: 0 }), 400, 'validacion', ['#/lat']],
  [
    'a date in the year 3000',
    () => traza({ ocurridoEn: '3000-01-01T00:00:00Z' }),
    400,
    'validacion',
    ['#/ocurridoEn'],
  ],
  ['an extra field', () => traza({ velocidad: 80 }), 400, 'validacion', ['#/velocidad']],
  [
    'everything wrong in a list',
    () => [{}, traza({ tipo: 3 })],
    400,
    'validacion',
    ['#/0/codigo', '#/0/idEvento', '#/0/tipo', '#/0/ocurridoEn', '#/1/tipo'],
  ],
  ['no traza', () => [], 400, 'validacion', ['#']],
  ['1,001 trazas', () => Array(1_001).fill(traza()), 400, 'validacion', ['#']],
  ['null', () => 'null', 400, 'validacion', ['#']],
  ['a number', () => '7', 400, 'validacion', ['#']],
  ['nothing', () => '', 400, 'json-invalido', []],
  ['broken JSON', () => '{"idEvento":', 400, 'json-invalido', []],
  ['a poisoned prototype', () => '{"__proto__":{"x":1}}', 400, 'json-invalido', []],
  ['a body of 2 MiB', () => `"${'a'.repeat(2 * 1024 * 1024)}"`, 413, 'cuerpo-demasiado-grande', []],
];

test.each(TRAZAS)('POST /v1/trazas with %s', async (_, body, status, problem, pointers) => {
  const before = await stored();
  const answer = await stack.http.post<{ errors?: { pointer: string }[] }>('/v1/trazas', body());
  expect(answer).toMatchObject({
    status,
    body: { type: `/problemas/${problem}`, status, instance: '/v1/trazas' },
  });
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect((answer.body.errors ?? []).map(({ pointer }) => pointer)).toEqual(pointers);
  expect(await stored()).toBe(before);
});

test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
  'content type %s',
  async (type) => {
    expect(await stack.http.post('/v1/trazas', 'a=1', { 'content-type': type })).toMatchObject({
      status: 415,
      body: { type: '/problemas/tipo-de-contenido' },
    });
  },
);

test('an unknown Trazo-Captura', async () => {
  expect(await stack.http.post('/v1/trazas', traza(), { 'trazo-captura': 'quizas' })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/Trazo-Captura', code: 'valor-desconocido' }] },
  });
});

const ENVIOS: [string, Record<string, unknown>, string[]][] = [
  ['a cliente that does not exist', { clienteId: '0195f7a0-0000-7000-8000-000000000000' }, ['#/clienteId']],
  ['no destinatario', { destinatario: undefined }, ['#/destinatario']],
  ['a text for an address', { destino: 'Cusco' }, ['#/destino']],
  ['a list for an address', { destino: [] }, ['#/destino']],
  ['a wrong phone', { destinatario: { nombre: 'Ana', telefono: '987' } }, ['#/destinatario/telefono']],
  [
    'an extra field deep inside',
    { origen: { direccion: 'x', ciudad: 'x', region: 'x', pais: 'PE', piso: 3 } },
    ['#/origen/piso'],
  ],
  ['no bultos at all', { bultos: 0 }, ['#/bultos']],
  ['a weight with decimals', { pesoG: 1.5 }, ['#/pesoG']],
  ['a creation in the future', { creadoEn: '2999-01-01T00:00:00Z' }, ['#/creadoEn']],
  ['a creation before there were computers', { creadoEn: '1950-01-01T00:00:00Z' }, ['#/creadoEn']],
];

test.each(ENVIOS)('POST /v1/envios with %s', async (_, fields, pointers) => {
  const answer = await stack.http.post<{ errors: { pointer: string }[] }>(
    '/v1/envios',
    await stack.given.envioBody(fields),
  );
  expect(answer).toMatchObject({ status: 400, body: { type: '/problemas/validacion' } });
  expect(answer.body.errors.map(({ pointer }) => pointer)).toEqual(pointers);
});

test('a lote with one bad envío creates none, and points at it', async () => {
  const good = await stack.given.envioBody();
  const before = (await stack.pool.query('SELECT FROM envios')).rowCount;
  const bad = { ...good, transportistaId: '0195f7a0-0000-7000-8000-000000000000' };
  expect(await stack.http.post('/v1/envios/lote', { envios: [good, bad] })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/envios/1/transportistaId', code: 'no-existe' }] },
  });
  expect(await stack.http.post('/v1/envios/lote', { envios: [good, { ...good, bultos: -1 }] })).toMatchObject(
    {
      status: 400,
      body: { errors: [{ pointer: '#/envios/1/bultos' }] },
    },
  );
  const many = await stack.http.post('/v1/envios/lote', { envios: Array(1_001).fill({}) });
  expect(many).toMatchObject({ status: 400, body: { type: '/problemas/validacion' } });
  expect((await stack.pool.query('SELECT FROM envios')).rowCount).toBe(before);
});

test.each([
  ['/v1/envios?limit=0', '#/limit'],
  ['/v1/envios?limit=201', '#/limit'],
  ['/v1/envios?limit=diez', '#/limit'],
  ['/v1/envios?estado=volando', '#/estado'],
  ['/v1/envios?cliente=yo', '#/cliente'],
  ['/v1/envios?cursor=abc', '#/cursor'],
  ['/v1/envios?filtro=1', '#/filtro'],
  ['/v1/envios?motivo=porque_si', '#/motivo'],
  ['/v1/envios?transportista=7', '#/transportista'],
  ['/v1/envios?centro=LIM-N', '#/centro'],
  [`/v1/envios?region=${'x'.repeat(61)}`, '#/region'],
  ['/v1/envios?creadoDesde=ayer', '#/creadoDesde'],
  ['/v1/envios?creadoDesde=2026-11-02T00:00:00Z&creadoHasta=2026-11-01T00:00:00Z', '#/creadoHasta'],
  ['/v1/envios?ultimaTrazaHasta=2026-02-30T00:00:00Z', '#/ultimaTrazaHasta'],
  [
    '/v1/envios?ultimaTrazaDesde=2026-11-02T00:00:00Z&ultimaTrazaHasta=2026-11-01T00:00:00Z',
    '#/ultimaTrazaHasta',
  ],
  ['/v1/envios?atrasado=quizas', '#/atrasado'],
  ['/v1/envios?sinMovimientoDesde=3d', '#/sinMovimientoDesde'],
  [
    `/v1/envios?codigo=${Array(201)
      .fill(0)
      .map((_, serial) => codigoOf(serial, 'PE'))
      .join(',')}`,
    '#/codigo',
  ],
  ['/v1/envios?codigo=TZ123456784PE', '#/codigo'],
  ['/v1/envios?codigo=', '#/codigo'],
  [`/v1/envios?q=${'a'.repeat(10_240)}`, '#/q'],
  ['/v1/envios?q=%C2%BF%3F', '#/q'],
  ['/v1/envios?q=%00', '#/q'],
  ['/v1/envios?q=a&q=b', '#/q'],
  ['/v1/envios?orden=peso', '#/orden'],
  ['/v1/envios?campos=codigo,secreto', '#/campos'],
  ['/v1/envios/exportacion?limit=10', '#/limit'],
  ['/v1/envios/exportacion?estado=volando', '#/estado'],
  ['/v1/envios/TZ123456784PE', '#/codigo'],
  ['/v1/envios/hola', '#/codigo'],
  ['/v1/clientes/hola', '#/id'],
  ['/v1/lectores/%00/apartados', '#/nombre'],
])('GET %s is 400', async (path, pointer) => {
  expect(await stack.http.get(path)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

test('finding 13: a NUL in the name of a reader is a 400 on every route', async () => {
  const id = '0195f7a0-0000-7000-8000-000000000000';
  const wrong = { status: 400, body: { errors: [{ pointer: '#/nombre', code: 'caracteres' }] } };
  expect(await stack.http.post('/v1/lectores/a%00/reenvio', { desde: '2026-11-20T00:00:00Z' })).toMatchObject(
    wrong,
  );
  expect(await stack.http.post(`/v1/lectores/a%00/apartados/${id}/reintento`, {})).toMatchObject(wrong);
  expect(await stack.http.delete(`/v1/lectores/a%00/apartados/${id}`)).toMatchObject(wrong);
});

test.each([
  ['/v1/envios/TZ123456785PE', 'envio-desconocido'],
  ['/v1/envios/TZ123456785PE/trazas', 'envio-desconocido'],
  ['/v1/capturas/hola', 'captura-desconocida'],
  ['/v1/clientes/0195f7a0-0000-7000-8000-000000000000', 'recurso-desconocido'],
  ['/nada', 'ruta-desconocida'],
])('GET %s is 404', async (path, problem) => {
  const answer = await stack.http.get(path);
  expect(answer).toMatchObject({ status: 404, body: { type: `/problemas/${problem}` } });
  expect((await stack.http.get<string>(answer.body['type']!)).body).toContain(problem);
});

test("in English when asked, Spanish else, and the request id is the caller's trace id", async () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const headers = { 'accept-language': 'en', traceparent: `00-${trace}-00f067aa0ba902b7-01` };
  const english = await stack.http.get('/v1/envios/TZ123456785PE', headers);
  expect(english.body).toMatchObject({ title: 'There is no such shipment', requestId: trace });
  expect([english.headers.get('content-language'), english.headers.get('x-request-id')]).toEqual([
    'en',
    trace,
  ]);
  expect((await stack.http.get('/v1/envios/TZ123456785PE')).body).toMatchObject({
    title: 'El envío no existe',
  });
});

test('the same codigo for something else is refused', async () => {
  await stack.http.post('/v1/transportistas', { nombre: 'Uno', codigo: 'X1' });
  expect(await stack.http.post('/v1/transportistas', { nombre: 'Uno', codigo: 'X1' })).toMatchObject({
    status: 201,
  });
  expect(await stack.http.post('/v1/transportistas', { nombre: 'Dos', codigo: 'X1' })).toMatchObject({
    status: 409,
    body: { type: '/problemas/codigo-en-uso' },
  });
});
