import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import type { BloqueConCodigos } from '../../src/modules/codigos/bloque.dto.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

async function send(method: string, path: string, headers: Record<string, string>, body?: unknown) {
  const answer = await fetch(stack.http.url + path, {
    method,
    headers: {
      ...HOUSE_HEADERS,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  await answer.text();
  return answer.status;
}
const tagOf = async (path: string) => (await stack.http.get(path)).headers.get('etag') as string;

test.each([
  [(etag: string) => etag, 412],
  [(etag: string) => `W/${etag}`, 412],
  [(etag: string) => `"x", ${etag}`, 412],
  [() => '*', 412],
  [() => '"x"', 200],
])(
  'finding 26: If-None-Match of a change, case %#: a match is 412, and nothing changes',
  async (of, status) => {
    const { id } = await stack.given.cliente({ nombre: 'Antes' });
    const path = `/v1/clientes/${id}`;
    const headers = { 'if-none-match': of(await tagOf(path)) };
    expect(await send('PATCH', path, headers, { nombre: 'Después' })).toBe(status);
    expect((await stack.http.get(path)).body['nombre']).toBe(status === 200 ? 'Después' : 'Antes');
  },
);

test('finding 26: a delete, and a creation in a list that is there', async () => {
  const { body } = await stack.http.post<{ id: string }>('/v1/programaciones', {
    tipo: 'limpieza',
    cron: '0 2 * * *',
  });
  const path = `/v1/programaciones/${body.id}`;
  expect(await send('DELETE', path, { 'if-none-match': await tagOf(path) })).toBe(412);
  expect(await send('DELETE', path, { 'if-none-match': '"x"' })).toBe(204);
  expect(await send('DELETE', path, { 'if-none-match': '*', 'if-match': '*' })).toBe(404);
  expect(await send('POST', '/v1/codigos', { 'if-none-match': '*' }, { cantidad: 1 })).toBe(412);
  const stale = await tagOf('/v1/codigos');
  expect(await send('POST', '/v1/codigos', { 'if-match': stale }, { cantidad: 1 })).toBe(201);
  expect(await send('POST', '/v1/codigos', { 'if-match': stale }, { cantidad: 1 })).toBe(412);
  expect((await stack.http.get<{ datos: BloqueConCodigos[] }>('/v1/codigos')).body.datos).toHaveLength(1);
});

test('finding 26: where there is nothing to read, If-Match is false and If-None-Match true; other faults come first', async () => {
  const { codigo } = await stack.given.envio();
  const traza = stack.given.traza(codigo);
  expect(await send('POST', '/v1/trazas', { 'if-match': '*' }, traza)).toBe(412);
  expect(await send('POST', '/v1/trazas', { 'if-none-match': '*' }, traza)).toBe(202);
  const unknown = '/v1/clientes/0198a000-0000-7000-8000-000000000000';
  expect(await send('PATCH', unknown, { 'if-match': '*' }, { nombre: 'x' })).toBe(404);
});
