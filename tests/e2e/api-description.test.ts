import { describeApi } from '../../src/platform/api-description/describe-api.js';
import { fieldTexts } from '../../src/platform/api-description/texts/fields.js';
import { operationTexts } from '../../src/platform/api-description/texts/operations.js';
import { deriveSchemas } from '../../src/platform/validation/schemas.js';
import { type Described, gapsOf } from '../support/description-gaps.js';
import { expectCommitted } from '../support/snapshot-file.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());

const described = (language: 'es' | 'en') => describeApi(stack.api, language) as unknown as Described;

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
  expect(text).not.toMatch(/x-regla|x-clase/);
});

test.each(['es', 'en'] as const)(
  'finding 38: nothing is left out: every word, example and status is there (%s)',
  (language) => expect(gapsOf(described(language))).toEqual([]),
);

test('finding 38: no text tells of what is not there, and none is told twice', () => {
  const { paths, components } = described('es');
  const keys = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(operationTexts.names().filter((key) => !keys.includes(key))).toEqual([]);
  const names = fieldTexts.names();
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const schemas = { ...deriveSchemas(), ...components.schemas } as Record<string, { properties?: object }>;
  const [PLACES, fields] = [
    ['path', 'query', 'header'],
    Object.values(schemas).flatMap((schema) => Object.keys(schema.properties ?? {})),
  ];
  const untold = names.filter((name) => {
    const [type = '', field] = name.split('.');
    if (field === undefined) return !fields.includes(type);
    return !PLACES.includes(type) && !(field in (schemas[type]?.properties ?? {}));
  });
  expect(untold).toEqual([]);
});

test('finding 38: in English every summary and description is English', () => {
  const [es, en] = [described('es'), described('en')];
  const same = Object.entries(es.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method, { summary }]) => en.paths[path]?.[method]?.summary === summary)
      .map(([method]) => `${method} ${path}`),
  );
  expect(same).toEqual([]);
});

test('finding 38: a page to read it is served in both languages', async () => {
  const page = await stack.http.get<string>('/docs?idioma=en');
  expect(page.status).toBe(200);
  expect(page.body).toContain('swagger-ui');
  expect(page.body).toContain('<html lang="en">');
  const [script = ''] = /docs\/swagger-ui-init\.js[^"' ]*/.exec(page.body) ?? [];
  const summaryOf = async (path: string, headers = {}) =>
    /"summary": ?"(Cre[^"]+)"/.exec(
      JSON.stringify((await stack.http.get(path, headers)).body).replaceAll('\\"', '"'),
    )?.[1];
  expect(await summaryOf(`/${script}`)).toBe('Creates a centro (hub)');
  expect(await summaryOf('/docs/openapi.json?idioma=en')).toBe('Creates a centro (hub)');
  expect(await summaryOf('/docs/openapi.json')).toBe('Crea un centro');
  expect(await summaryOf('/docs/openapi.json', { 'accept-language': 'en' })).toBe('Creates a centro (hub)');
  expect((await stack.http.get<string>('/docs')).body).toContain('<html lang="es">');
});

test('health is told', async () => {
  for (const probe of ['live', 'ready', 'startup'])
    expect((await stack.http.get(`/health/${probe}`)).status).toBe(200);
});
