import type { Ejecucion } from '../../src/modules/programaciones/contract.js';
import type { Programacion } from '../../src/modules/programaciones/programacion.dto.js';
import { type Stack, startStack } from '../support/stack.js';

interface Document {
  components: { schemas: Record<string, { properties: Record<string, { default?: unknown }> }> };
}

let stack: Stack;
let schemas: Document['components']['schemas'];
beforeAll(async () => {
  stack = await startStack({ worker: false });
  schemas = (await stack.http.get<Document>('/docs/openapi.json')).body.components.schemas;
});
afterAll(() => stack.close());

/** What the description says of fields of a body that are left out. */
const defaultsOf = (name: string) =>
  Object.fromEntries(
    Object.entries(schemas[name]!.properties).flatMap(([field, property]) =>
      'default' in property ? [[field, property.default]] : [],
    ),
  );

test('finding 38: a programación that leaves fields out is as the description says', async () => {
  const expected = defaultsOf('ProgramacionInput');
  expect(Object.keys(expected).sort()).toEqual([
    'dispersion',
    'parametros',
    'pausada',
    'solapamiento',
    'ventanaRecuperacion',
  ]);
  const { status, body } = await stack.http.post<Programacion>('/v1/programaciones', {
    tipo: 'limpieza',
    cron: '0 4 * * *',
  });
  expect([status, body]).toMatchObject([201, expected]);
  // A change leaves alone what it does not name.
  expect(defaultsOf('CambioProgramacion')).toEqual({});
  const run = await stack.http.post<Ejecucion>(`/v1/programaciones/${body.id}/ejecucion`, {});
  expect([run.status, run.body]).toMatchObject([202, defaultsOf('EjecucionInput')]);
});

test.each(['EjecucionInput', 'TrabajoDePeriodoInput', 'PurgaInput'])(
  'finding 38: %s is no dry run unless it says so',
  (name) => expect(defaultsOf(name)).toMatchObject({ simulacro: false }),
);
