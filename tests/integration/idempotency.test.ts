import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());

const countEnvios = async () => (await stack.pool.query('SELECT FROM envios')).rowCount;
const post = (path: string, body: unknown, key: string) =>
  stack.http.post(path, body, { 'idempotency-key': key });

test.each([
  ['/v1/clientes', async () => ({ nombre: 'Uno' })],
  ['/v1/transportistas', async () => ({ nombre: 'Dos', codigo: 'DOS' })],
  [
    '/v1/centros',
    async () => ({ nombre: 'Tres', codigo: 'TRES', ciudad: 'Lima', region: 'LIM', pais: 'PE' }),
  ],
  ['/v1/envios', () => stack.given.envioBody()],
  [
    '/v1/envios/lote',
    async () => ({ envios: [await stack.given.envioBody(), await stack.given.envioBody()] }),
  ],
])('%s: the same key gives the same answer, with another body 422', async (path, makeBody) => {
  const body = await makeBody();
  const first = await post(path, body, `"clave ${path}"`);
  const again = await post(path, body, `"clave ${path}"`);
  expect(first.status).toBe(201);
  expect(again).toMatchObject({ status: 201, body: first.body });
  expect(again.headers.get('location')).toBe(first.headers.get('location'));
  const other = path.endsWith('lote')
    ? { envios: [await stack.given.envioBody({ bultos: 2 })] }
    : { ...body, nombre: 'Otro', bultos: 2 };
  if (path.endsWith('envios')) delete (other as { nombre?: string }).nombre;
  else delete (other as { bultos?: number }).bultos;
  expect(await post(path, other, `"clave ${path}"`)).toMatchObject({
    status: 422,
    body: { type: '/problemas/clave-idempotencia-reutilizada' },
  });
});

test('many at once create one: the others get the same answer or 409', async () => {
  const body = await stack.given.envioBody();
  const before = await countEnvios();
  const answers = await Promise.all(Array.from({ length: 12 }, () => post('/v1/envios', body, 'a-la-vez')));
  const created = answers.filter(({ status }) => status === 201).map(({ body: { id } }) => id);
  expect(created.length).toBeGreaterThan(0);
  expect(new Set(created).size).toBe(1);
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  expect(await countEnvios()).toBe((before as number) + 1);
});

test('a request that failed does not use its key up', async () => {
  const body = await stack.given.envioBody();
  const wrong = { ...body, clienteId: '0195f7a0-0000-7000-8000-000000000000' };
  expect((await post('/v1/envios', wrong, 'fallida')).status).toBe(400);
  expect((await post('/v1/envios', body, 'fallida')).status).toBe(201);
});

test('a key belongs to its route and is forgotten after a day', async () => {
  const body = await stack.given.envioBody();
  const first = await post('/v1/envios', body, 'clave');
  expect((await post('/v1/envios/lote', { envios: [body] }, 'clave')).status).toBe(201);
  await stack.pool.query(`UPDATE claves_idempotencia SET creada_en = now() - interval '25 hours'`);
  const nextDay = await post('/v1/envios', body, 'clave');
  expect(nextDay.status).toBe(201);
  expect(nextDay.body).not.toEqual(first.body);
});

test.each(['""', '"sin cerrar', 'con "comillas"', 'ñ', 'x'.repeat(256)])('%s is not a key', async (key) => {
  const header = Buffer.from(key, 'utf8').toString('latin1');
  expect(await post('/v1/clientes', { nombre: 'X' }, header)).toMatchObject({
    status: 400,
    body: { type: '/problemas/clave-idempotencia-invalida' },
  });
});
