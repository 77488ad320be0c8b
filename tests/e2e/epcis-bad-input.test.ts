import { epcisDocument, shippingEvent } from '../support/epcis.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());

const PATH = '/epcis/v2/capture';
const LD = { 'content-type': 'application/ld+json' };

interface Problem {
  errors?: { pointer: string; code: string }[];
}
const capture = (document: unknown, headers: Record<string, string> = {}) =>
  stack.http.post<Problem>(PATH, document, { ...LD, ...headers });
const pointersOf = ({ errors = [] }: Problem) => errors.map(({ pointer, code }) => `${pointer} ${code}`);
/** What has been acknowledged: nothing, after a request that was refused. */
const acknowledged = async () => (await stack.pool.query('SELECT FROM capturas_epcis')).rowCount;

const event = (fields: object) => epcisDocument([shippingEvent(['TZ123456785PE'], { ...fields })]);
const BAD: [string, () => unknown, number, string, string[]][] = [
  ['nothing', () => '', 400, 'ValidationException', []],
  ['broken JSON', () => '{"type":', 400, 'ValidationException', []],
  [
    'an empty object',
    () => ({}),
    400,
    'ValidationException',
    ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'].map((name) => `#/${name} requerido`),
  ],
  [
    'a list',
    () => '[]',
    400,
    'ValidationException',
    ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'].map((name) => `#/${name} requerido`),
  ],
  [
    'another version',
    () => epcisDocument([], { schemaVersion: '1.2' }),
    400,
    'ValidationException',
    ['#/schemaVersion valor-desconocido'],
  ],
  [
    'another type',
    () => epcisDocument([], { type: 'constructor' }),
    400,
    'ValidationException',
    ['#/type valor-desconocido'],
  ],
  [
    'no list',
    () => epcisDocument([], { epcisBody: null }),
    400,
    'ValidationException',
    ['#/epcisBody/eventList tipo'],
  ],
  ['no event', () => epcisDocument([]), 400, 'ValidationException', ['#/epcisBody/eventList cantidad']],
  [
    'an event that is none',
    () => epcisDocument([7]),
    400,
    'ValidationException',
    ['#/epcisBody/eventList/0 tipo'],
  ],
  [
    'an event without anything',
    () => epcisDocument([{ type: 'ObjectEvent' }]),
    400,
    'ValidationException',
    ['action', 'eventTime', 'eventTimeZoneOffset', 'epcList'].map(
      (name) => `#/epcisBody/eventList/0/${name} requerido`,
    ),
  ],
  [
    'no EPC',
    () => event({ epcList: [] }),
    400,
    'ValidationException',
    ['#/epcisBody/eventList/0/epcList sin-epc'],
  ],
  [
    'an EPC that is no text',
    () => event({ epcList: [3] }),
    400,
    'ValidationException',
    ['#/epcisBody/eventList/0/epcList/0 tipo'],
  ],
  [
    'a zone that is none',
    () => event({ eventTimeZoneOffset: 'Lima' }),
    400,
    'ValidationException',
    ['#/epcisBody/eventList/0/eventTimeZoneOffset tipo'],
  ],
  [
    'a time that is none',
    () => event({ eventTime: 'ayer' }),
    400,
    'ValidationException',
    ['#/epcisBody/eventList/0/eventTime fecha'],
  ],
  [
    'a bizStep that is no text',
    () => event({ bizStep: 3 }),
    400,
    'ValidationException',
    ['#/epcisBody/eventList/0/bizStep tipo'],
  ],
  [
    'a position beyond the poles',
    () => event({ readPoint: { id: 'geo:91,0' } }),
    400,
    'ValidationException',
    ['#/epcisBody/eventList/0/readPoint/id rango'],
  ],
  [
    'a null character',
    () => event({ nota: '\u0000' }),
    400,
    'ValidationException',
    ['#/epcisBody/eventList/0 caracteres'],
  ],
  [
    'a body made to be deep',
    () => `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    400,
    'ValidationException',
    ['# demasiado-profundo'],
  ],
  ['1,001 events', () => epcisDocument(Array(1_001).fill({})), 413, 'CaptureLimitExceededException', []],
  [
    'a large event with many EPCs',
    () => event({ nota: 'x'.repeat(100_000), epcList: Array(1_000).fill('TZ123456785PE') }),
    413,
    'CaptureLimitExceededException',
    [],
  ],
  ['2 MiB', () => epcisDocument(['x'.repeat(2 * 1024 * 1024)]), 413, 'CaptureLimitExceededException', []],
];

test.each(BAD)('%s', async (_, body, status, exception, pointers) => {
  const answer = await capture(body());
  expect(answer).toMatchObject({
    status,
    body: { type: `epcisException:${exception}`, status, instance: PATH },
  });
  expect(answer.headers.get('gs1-epcis-capture-limit')).toBe('1000');
  expect(pointersOf(answer.body)).toEqual(pointers);
  expect(await acknowledged()).toBe(0);
});

test('other content types, other behaviours, other jobs', async () => {
  expect(await capture('<epcis/>', { 'content-type': 'application/xml' })).toMatchObject({
    status: 415,
    body: {
      type: 'epcisException:UnsupportedMediaTypeException',
      detail: expect.stringContaining('ld+json'),
    },
  });
  expect(await capture(epcisDocument([]), { 'gs1-capture-error-behaviour': 'all' })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/GS1-Capture-Error-Behaviour' }] },
  });
  for (const id of ['hola', '374d95fc-9457-4a51-bd6a-0bba133845a8'])
    expect(await stack.http.get(`${PATH}/${id}`)).toMatchObject({
      status: 404,
      body: { type: 'epcisException:NoSuchResourceException' },
    });
  // JSON-LD is for this route alone.
  expect(await stack.http.post('/v1/trazas', {}, LD)).toMatchObject({
    status: 415,
    body: { type: '/problemas/tipo-de-contenido', detail: expect.stringContaining('application/json') },
  });
});

test('finding 13: an event whose id holds a NUL is none', async () => {
  expect(await stack.http.get('/epcis/v2/events/%00')).toMatchObject({
    status: 400,
    body: { type: 'epcisException:QueryParameterException' },
  });
});
