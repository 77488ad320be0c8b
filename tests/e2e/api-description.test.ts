import { describeApi } from '../../src/platform/http/openapi.js';
import { expectCommitted } from '../support/snapshot-file.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());

test('docs/openapi.json is what the code says', () => {
  expectCommitted('docs/openapi.json', `${JSON.stringify(describeApi(stack.api), null, 2)}\n`);
});

test('it is OpenAPI 3.1, names every route, and leads nowhere that does not exist', async () => {
  const { body } = await stack.http.get<{ openapi: string; paths: object; components: { schemas: object } }>(
    '/docs/openapi.json',
  );
  expect(body.openapi).toBe('3.1.0');
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/v1/envios',
      '/v1/envios/lote',
      '/v1/envios/{codigo}',
      '/v1/trazas',
      '/v1/capturas/{id}',
    ]),
  );
  const text = JSON.stringify(body);
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
    expect(Object.keys(body.components.schemas)).toContain(name);
  expect(text).not.toContain('x-regla');
});

test('a page to read it is served', async () => {
  const { status, body } = await stack.http.get<string>('/docs');
  expect(status).toBe(200);
  expect(body).toContain('swagger-ui');
});

test('health is told', async () => {
  for (const probe of ['live', 'ready', 'startup'])
    expect((await stack.http.get(`/health/${probe}`)).status).toBe(200);
});
