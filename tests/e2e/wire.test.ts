import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { ConsoleLogger } from '@nestjs/common';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { RawConnection } from '../support/raw-connection.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false, env: { TRAZO_IMPORTACION_MIB: '1' } })));
afterAll(() => stack.close());

/** Sends bytes as they are, and gives what comes back until the other side ends, or until `enough` has come. */
async function exchange(bytes: string | Buffer, enough = /(?!)/): Promise<string> {
  const connection = await RawConnection.open(stack.http.url);
  connection.send(bytes);
  let text = '';
  await poll('the answer', async () => {
    text = connection.received;
    return connection.ended || enough.test(text);
  });
  connection.close();
  return text;
}

const AUTHORIZED = `Authorization: ${HOUSE_HEADERS.authorization}`;
const head = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, 'Host: x', AUTHORIZED, ...headers, '', ''].join('\r\n');
const LIVE = head('GET /health/live', 'Connection: close');
const post = (path: string, type: string, body: string | Buffer, ...headers: string[]) =>
  Buffer.concat([
    Buffer.from(head(`POST ${path}`, `Content-Type: ${type}`, `Content-Length: ${body.length}`, ...headers)),
    Buffer.from(body),
  ]);

test.each([
  [
    'two Content-Type',
    head('POST /v1/centros', 'Content-Type: application/json', 'Content-Type: text/csv', 'Content-Length: 0'),
    400,
  ],
  ['two Authorization', head('GET /health/live', 'authorization: Bearer b'), 400],
  [
    'two charsets',
    `${head('POST /v1/centros', 'Content-Type: application/json; charset=utf-8; charset=latin1', 'Content-Length: 2')}{}`,
    415,
  ],
  ['HTTP/2.0', 'GET /health/live HTTP/2.0\r\nHost: x\r\n\r\n', 505],
  ['HTTP/3.7', 'GET /health/live HTTP/3.7\r\nHost: x\r\n\r\n', 505],
  ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n', 501],
])('finding 14: %s', async (_, bytes, status) => {
  const text = await exchange(bytes, /\r\n\r\n\{[^]*\}/);
  expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(text).toMatch(/^content-type: application\/problem\+json/im);
});

test('finding 14: one charset, said twice, is one charset', async () => {
  const type = 'application/json; charset=utf-8; charset="UTF-8"';
  const text = await exchange(post('/v1/centros', type, '{}', 'Connection: close'));
  expect(text).toMatch(/^HTTP\/1.1 400 [^]*requerido/);
});

const UPLOAD = '/v1/importaciones?tipo=trazas';
const HEADER = 'columna_que_no_hay\n';

test('finding 8: a file that is refused at its header leaves the connection to the next request', async () => {
  const file = post(UPLOAD, 'text/csv', HEADER + 'x'.repeat(1_000_000));
  const text = await exchange(Buffer.concat([file, Buffer.from(LIVE)]));
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200']);
});

test.each([
  [
    'a file that is too large',
    UPLOAD,
    'text/csv',
    `codigo,tipo,ocurridoEn\n${`${'x'.repeat(2_000)},y,z\n`.repeat(4_000)}`,
    413,
  ],
  ['a large file refused at its header', UPLOAD, 'text/csv', HEADER + 'x'.repeat(8_000_000), 400],
  ['JSON that is too large', '/v1/trazas', 'application/json', `"${'x'.repeat(8_000_000)}"`, 413],
  ['a content type that is not taken', '/v1/trazas', 'text/plain', 'x'.repeat(8_000_000), 415],
  ['a route that there is not', '/v1/nada', 'application/json', `"${'x'.repeat(8_000_000)}"`, 413],
])(
  'finding 8: %s: the client has its answer, and the connection ends',
  async (_, path, type, body, status) => {
    const text = await exchange(post(path, type, body));
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(text).toMatch(/^connection: close/im);
    expect(text).toContain('requestId');
  },
);

test('finding 13: whoever hangs up in its body is no fault of the database, and nobody is told', async () => {
  const logged: unknown[] = [];
  stack.api.useLogger(
    Object.assign(new ConsoleLogger(), { error: (...message: unknown[]) => logged.push(message) }),
  );
  const answered = once(stack.api.getHttpServer(), 'request');
  const connection = await RawConnection.open(stack.http.url);
  connection.send(head('POST /v1/trazas', 'Content-Type: application/json', 'Content-Length: 100') + '{"a":');
  const [, response] = (await answered) as [unknown, ServerResponse];
  connection.close();
  await once(response, 'close');
  // And another one after it, so that the filter has had its turn.
  expect((await stack.http.get('/health/live')).status).toBe(200);
  stack.api.useLogger(false);
  expect(logged).toEqual([]);
});

test.each([
  '/docs/%2e%2e/%2e%2e/package.json',
  '/docs/..%2f..%2fpackage.json',
  '/docs/%2e%2e%5cpackage.json',
])('finding 13: %s is not there', async (path) => {
  const text = await exchange(head(`GET ${path}`, 'Connection: close'));
  expect(text).toMatch(/^HTTP\/1\.1 40[04] /);
  expect(text).toContain('application/problem+json');
  expect(text).not.toContain('dependencies');
});

const LATIN1 = Buffer.from('{"nombre":"Pe\xf1a"}', 'latin1');

test.each([
  ['application/json', LATIN1, 400, 'cuerpo-no-utf8'],
  ['application/json; charset=utf-8', LATIN1, 400, 'cuerpo-no-utf8'],
  ['application/json; charset=iso-8859-1', LATIN1, 415, 'codificacion-no-admitida'],
  ['application/json;charset="utf-16"', '{}', 415, 'codificacion-no-admitida'],
  ['text/csv; charset=windows-1252', 'a', 415, 'codificacion-no-admitida'],
])('finding 14: a body of %s is refused', async (type, body, status, code) => {
  const path = type.startsWith('text') ? UPLOAD : '/v1/clientes';
  const text = await exchange(post(path, type, body, 'Connection: close'));
  expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(text).toContain(`/problemas/${code}`);
});

test.each(['UTF-8', 'utf8', '"utf-8"', 'us-ascii'])('finding 14: charset=%s is taken', async (charset) => {
  const type = { 'content-type': `application/json; charset=${charset}` };
  expect(await stack.http.post('/v1/clientes', { nombre: 'Peña' }, type)).toMatchObject({
    status: 201,
    body: { nombre: 'Peña' },
  });
});

test.each(['gzip', 'br', 'deflate', 'x', 'gzip, identity'])(
  'finding 14: Content-Encoding: %s is a 415 that says what would be taken',
  async (encoding) => {
    const answer = await stack.http.post('/v1/clientes', '{}', { 'content-encoding': encoding });
    expect(answer).toMatchObject({ status: 415, body: { type: '/problemas/codificacion-no-admitida' } });
    expect(answer.headers.get('accept-encoding')).toBe('identity');
  },
);

test('finding 14: a body that is packed on its way is a 415, and none is taken for what it unpacks to', async () => {
  for (const coding of ['gzip, chunked', 'deflate,chunked', 'chunked, chunked']) {
    const headers = ['Content-Type: application/json', `Transfer-Encoding: ${coding}`, 'Connection: close'];
    const text = await exchange(`${head('POST /v1/clientes', ...headers)}2\r\n{}\r\n0\r\n\r\n`);
    expect({ coding, text }).toMatchObject({ text: expect.stringMatching(/^HTTP\/1\.1 4(00|15) /) });
    expect(text).toMatch(/codificacion-no-admitida|solicitud-invalida/);
  }
});

test('finding 14: two Host headers, or none, are a 400', async () => {
  for (const hosts of ['Host: x\r\nHost: y\r\n', 'host: x\r\nHOST: x\r\n', '']) {
    const text = await exchange(`GET /health/live HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain('/problemas/solicitud-invalida');
  }
});

test.each([
  ['a path that cannot be decoded', head('GET /v1/envios/%ZZ'), 400, 'ValidationException'],
  ['a parameter that is too long', head(`GET /v1/clientes/${'x'.repeat(201)}`), 414, 'URITooLongException'],
  ['an Expect that nobody meets', head('GET /v1/envios', 'Expect: tea'), 417, 'ValidationException'],
  ['headers that are too large', head('GET /v1/envios', `X: ${'x'.repeat(20_000)}`), 431, undefined],
  ['what is no HTTP', 'tea please\r\n\r\n', 400, undefined],
  [
    'a method that is not allowed',
    head('DELETE /v1/envios', 'Connection: close'),
    405,
    'ValidationException',
  ],
])(
  'finding 26: %s is a problem document, and an EPCIS exception below /epcis',
  async (_, bytes, status, exception) => {
    const text = await exchange(bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(text).toMatch(/^content-type: application\/problem\+json/im);
    expect(JSON.parse(text.split('\r\n\r\n')[1]!)).toMatchObject({
      status,
      type: expect.stringContaining('/problemas/'),
    });
    if (!exception) return;
    const epcis = await exchange(bytes.replace(/\/v1\/(envios|clientes)/, '/epcis/v2/capture'));
    expect(epcis).toContain(`epcisException:${exception}`);
  },
);

test.each([
  ['PUT', '/v1/envios', 'GET, HEAD, POST'],
  ['DELETE', '/v1/envios/TZ123456785PE', 'GET, HEAD, PATCH'],
  ['PATCH', '/v1/trazas', 'POST'],
  ['POST', '/v1/clientes/0195f7a0-0000-7000-8000-000000000000/', 'GET, HEAD, PATCH'],
])('finding 26: %s %s is a 405 with Allow', async (method, path, allow) => {
  const response = await fetch(stack.http.url + path, { method, headers: HOUSE_HEADERS });
  expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
  expect(await response.json()).toMatchObject({ type: '/problemas/metodo-no-permitido' });
});

test('finding 27: an empty body of JSON is fine where none is taken, and none where one is', async () => {
  const json = { 'content-type': 'application/json' };
  const id = '0195f7a0-0000-7000-8000-000000000000';
  expect(await stack.http.post(`/v1/ejecuciones/${id}/cancelacion`, '', json)).toMatchObject({ status: 404 });
  expect(await stack.http.delete(`/v1/programaciones/${id}`, json)).toMatchObject({ status: 404 });
  expect(await stack.http.post('/v1/clientes', '', json)).toMatchObject({
    status: 400,
    body: { type: '/problemas/json-invalido' },
  });
});

test('finding 27: the same key with another order of keys is the same request', async () => {
  const key = { 'idempotency-key': '"orden"' };
  const first = await stack.http.post('/v1/clientes', '{"nombre":"Ana","email":"a@b.pe"}', key);
  const second = await stack.http.post('/v1/clientes', '{"email":"a@b.pe","nombre":"Ana"}', key);
  expect([first.status, second.status, second.body['id']]).toEqual([201, 201, first.body['id']]);
  expect(await stack.http.post('/v1/clientes', '{"email":"a@b.pe","nombre":"Eva"}', key)).toMatchObject({
    status: 422,
  });
});

test('finding 27: an empty q is no filter, and atrasado=false is what is not late', async () => {
  const late = await stack.given.envio({
    fechaEstimada: '2026-01-02T00:00:00Z',
    creadoEn: '2026-01-01T00:00:00Z',
  });
  const others = await stack.given.envios(2, { fechaEstimada: null });
  const list = async (query: string) => {
    const { status, body } = await stack.http.get<{ datos: { codigo: string }[] }>(`/v1/envios?${query}`);
    expect({ query, status }).toEqual({ query, status: 200 });
    return body.datos.map(({ codigo }) => codigo).sort();
  };
  const all = [late, ...others].map(({ codigo }) => codigo).sort();
  expect(await list('q=')).toEqual(all);
  expect(await list('atrasado=true')).toEqual([late.codigo]);
  expect(await list('atrasado=false')).toEqual(others.map(({ codigo }) => codigo).sort());
  expect(await list('atrasado=false&incluirArchivo=true&q=')).toEqual(
    others.map(({ codigo }) => codigo).sort(),
  );
});
