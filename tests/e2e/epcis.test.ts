import type { EpcisCaptureJob } from '../../src/modules/epcis/capture-job.dto.js';
import { answersAs } from '../support/api-description.js';
import {
  epc,
  epcisDocument,
  epcisQueryDocument,
  OTHER_EVENTS,
  receivingEvent,
  sensedPosition,
  shippingEvent,
} from '../support/epcis.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const PATH = '/epcis/v2/capture';
const LD = { 'content-type': 'application/ld+json' };
const PROCEED = { 'gs1-capture-error-behaviour': 'proceed' };

interface Problem {
  type: string;
  errors?: { pointer: string; code: string; detail: string }[];
}
const capture = (document: unknown, headers: Record<string, string> = {}) =>
  stack.http.post<Problem>(PATH, document, { ...LD, ...headers });
const jobAt = async (location: string | null) => (await stack.http.get<EpcisCaptureJob>(location ?? '')).body;
const finished = (location: string | null) =>
  poll(`job ${location} to finish`, async () => {
    const job = await jobAt(location);
    return !job.running && job;
  });
/** Posts a document that is taken, and waits for its job. */
const captured = async (document: unknown, headers: Record<string, string> = {}) => {
  const answer = await capture(document, headers);
  expect({ status: answer.status, body: answer.body }).toEqual({ status: 202, body: '' });
  return finished(answer.headers.get('location'));
};
const pointersOf = ({ errors = [] }: Problem) => errors.map(({ pointer, code }) => `${pointer} ${code}`);
const stored = async () => (await stack.pool.query('SELECT FROM trazas')).rowCount;
/** Of the day of the documents' events. */
const codes = async (count: number) =>
  (await stack.given.envios(count, { creadoEn: '2026-11-20T09:00:00Z' })).map(({ codigo }) => codigo);

test('a document of two events, one of them with two EPCs, is three trazas', async () => {
  const [a, b] = (await codes(2)) as [string, string];
  const document = epcisDocument([shippingEvent([a, b]), receivingEvent([b])]);
  const answer = await capture(document);
  expect(answer.status).toBe(202);
  expect(answer.headers.get('location')).toMatch(/^\/epcis\/v2\/capture\/[0-9a-f-]{36}$/);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'gs1-epcis-version': '2.0.0',
    'gs1-cbv-version': '2.0.0',
    'gs1-epcis-capture-limit': '1000',
    'gs1-epcis-capture-file-size-limit': '1048576',
  });
  const job = await finished(answer.headers.get('location'));
  expect(job).toEqual({
    captureID: answer.headers.get('location')?.split('/').at(-1),
    createdAt: expect.stringMatching(/Z$/),
    finishedAt: expect.stringMatching(/Z$/),
    running: false,
    success: true,
    captureErrorBehaviour: 'rollback',
    errors: [],
  });
  expect(await stack.given.detalle(a)).toMatchObject({ estado: 'en_transito', totalTrazas: 1 });
  expect(await stack.given.detalle(b)).toMatchObject({
    estado: 'en_transito',
    historial: [
      {
        tipo: 'en_transito',
        ocurridoEn: '2026-11-21T01:33:31.116Z',
        lugar: 'urn:epc:id:sgln:0614141.07346.1234',
      },
      { tipo: 'recogido', ocurridoEn: '2026-11-20T13:00:00.000Z' },
    ],
  });
  const { rows } = await stack.pool.query<{ datos: { epcis: object } }>(
    "SELECT datos FROM trazas WHERE tipo = 'recogido'",
  );
  expect(rows[0]?.datos.epcis).toEqual({ ...receivingEvent([b]), epcList: [epc(b)] });
});

test('the same document again, with or without ids of its own, changes nothing', async () => {
  const [codigo] = (await codes(1)) as [string];
  const uuid = 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8';
  const document = epcisDocument([
    shippingEvent([codigo]),
    shippingEvent([codigo], { eventID: undefined, bizStep: 'arriving' }),
    shippingEvent([codigo], { eventID: uuid, bizStep: 'accepting' }),
  ]);
  await captured(document);
  const before = await stored();
  expect(await captured(document)).toMatchObject({ success: true });
  expect(await stored()).toBe(before);
  const { historial } = await stack.given.detalle(codigo);
  expect(historial).toHaveLength(3);
  expect(historial.map(({ idEvento }) => idEvento)).toContain(uuid.slice('urn:uuid:'.length));
});

test.each<[string, (codigo: string) => string]>([
  ['a URN of ours', (codigo) => `urn:trazo:envio:${codigo}`],
  ['the address of the envío', (codigo) => `https://trazo.example/v1/envios/${codigo}`],
  ['a GS1 Digital Link', (codigo) => `https://id.gs1.org/401/${codigo}?linkType=gs1:pip`],
  ['an EPC URN', (codigo) => `urn:epc:id:ginc:0614141.${codigo}`],
  ['the bare code', (codigo) => codigo.toLowerCase()],
])('an EPC may be %s', async (_, form) => {
  const [codigo] = (await codes(1)) as [string];
  await captured(epcisDocument([shippingEvent([], { epcList: [form(codigo)] })]));
  expect(await stack.given.detalle(codigo)).toMatchObject({ estado: 'en_transito', totalTrazas: 1 });
});

test.each<[string, Record<string, unknown>, object]>([
  ['a geo URI', { readPoint: { id: 'geo:-13.52,-71.97' } }, { lat: -13.52, lon: -71.97, lugar: null }],
  [
    'a geo URI with a place beside it',
    { readPoint: { id: 'geo:-13.52,-71.97' }, bizLocation: { id: 'https://id.gs1.org/414/4012345000054' } },
    { lat: -13.52, lon: -71.97, lugar: 'https://id.gs1.org/414/4012345000054' },
  ],
  [
    'sensor reports',
    sensedPosition(42.698334, 23.319941),
    { lat: 42.698334, lon: 23.319941, tipo: 'escaneo' },
  ],
])('a position as %s', async (_, fields, expected) => {
  const [codigo] = (await codes(1)) as [string];
  await captured(epcisDocument([shippingEvent([codigo], fields)]));
  expect((await stack.given.detalle(codigo)).historial).toMatchObject([expected]);
});

test('the answer to a query is a document too', async () => {
  const [codigo] = (await codes(1)) as [string];
  await captured(epcisQueryDocument([shippingEvent([codigo])]), { 'content-type': 'application/json' });
  expect(await stack.given.detalle(codigo)).toMatchObject({ estado: 'en_transito' });
  const bad = await capture(epcisQueryDocument([{}]));
  expect(pointersOf(bad.body)).toEqual(['#/epcisBody/queryResults/resultsBody/eventList/0/type requerido']);
});

test('rollback is the default and takes none; proceed takes the good events and reports each bad one', async () => {
  const [good, bad] = (await codes(2)) as [string, string];
  const events = [
    ...OTHER_EVENTS,
    shippingEvent([good]),
    shippingEvent([good, 'TZ123456784PE', 'nada']),
    shippingEvent([bad], { eventTime: '3000-01-01T00:00:00Z', action: 'MIRAR' }),
    shippingEvent([bad], { errorDeclaration: { declarationTime: '2026-11-20T00:00:00Z' } }),
  ];
  const pointers = [
    ...OTHER_EVENTS.map((_, index) => `#/epcisBody/eventList/${index}/type tipo-de-evento`),
    '#/epcisBody/eventList/5/epcList/1 digito-de-control',
    '#/epcisBody/eventList/5/epcList/2 codigo',
    '#/epcisBody/eventList/6/action valor-desconocido',
    '#/epcisBody/eventList/7/errorDeclaration declaracion-de-error',
  ];
  const before = await stored();
  const nothing = await capture(epcisDocument(events));
  expect(nothing).toMatchObject({
    status: 400,
    body: { type: 'epcisException:ValidationException', status: 400 },
  });
  expect(nothing.headers.get('content-type')).toContain('application/problem+json');
  expect(pointersOf(nothing.body)).toEqual(pointers);
  expect(await stored()).toBe(before);

  const answer = await capture(epcisDocument(events), PROCEED);
  expect(answer.status).toBe(202);
  const location = answer.headers.get('location');
  const job = await finished(location);
  expect(job).toMatchObject({ running: false, success: false, captureErrorBehaviour: 'proceed' });
  expect(job.errors.map(({ eventIndex }) => eventIndex)).toEqual([0, 1, 2, 3, 5, 6, 7]);
  expect(job.errors.flatMap((error) => pointersOf(error))).toEqual(pointers);
  expect(job.errors[0]).toMatchObject({ type: 'epcisException:ImplementationException', status: 501 });
  expect(job.errors[4]).toMatchObject({ type: 'epcisException:ValidationException', status: 400 });
  expect(await stack.given.detalle(good)).toMatchObject({ totalTrazas: 1 });
  expect(await stack.given.detalle(bad)).toMatchObject({ totalTrazas: 0 });
  const english = await stack.http.get<EpcisCaptureJob>(location ?? '', { 'accept-language': 'en' });
  expect(english.body.errors[0]?.errors[0]?.detail).toContain('Only events of type ObjectEvent');
  (await answersAs(stack.http))('EpcisCaptureJob', job);
});

test('finding 9: rollback takes nothing when an EPC is of no envío; proceed takes the rest', async () => {
  const [codigo] = (await codes(1)) as [string];
  const document = epcisDocument([shippingEvent([codigo]), receivingEvent(['TZ123456785PE'])]);
  const before = await stored();
  const { status, body } = await capture(document);
  expect({ status, pointers: pointersOf(body) }).toEqual({
    status: 400,
    pointers: ['#/epcisBody/eventList/1/epcList/0 no-existe'],
  });
  expect(await stored()).toBe(before);
  const answer = await capture(document, PROCEED);
  expect(answer.status).toBe(202);
  expect(await finished(answer.headers.get('location'))).toMatchObject({ success: false });
  expect(await stack.given.detalle(codigo)).toMatchObject({ totalTrazas: 1 });
});

test('a time too far ahead points at eventTime', async () => {
  const [codigo] = (await codes(1)) as [string];
  const { body } = await capture(
    epcisDocument([shippingEvent([codigo], { eventTime: '3000-01-01T00:00:00Z' })]),
  );
  expect(pointersOf(body)).toEqual(['#/epcisBody/eventList/0/eventTime fecha-futura']);
});

test('a job runs while a traza waits for its envío, and fails when it never comes', async () => {
  const [codigo] = (await codes(1)) as [string];
  const [early] = (await stack.given.codigos(1)) as [string];
  const answer = await capture(epcisDocument([shippingEvent([codigo, early])]), PROCEED);
  const location = answer.headers.get('location');
  await poll('the known one to be stored', async () => (await stack.given.detalle(codigo)).totalTrazas === 1);
  const running = await jobAt(location);
  expect(running).toMatchObject({ running: true, success: true, errors: [] });
  expect(running).not.toHaveProperty('finishedAt');
  await stack.pool.query('UPDATE trazas_en_espera SET vence_en = now()');
  const job = await finished(location);
  expect(job.success).toBe(false);
  expect(job.errors.map((error) => pointersOf(error))).toEqual([
    ['#/epcisBody/eventList/0/epcList/1 no-existe'],
  ]);
});

test('more EPCs than one captura of trazas holds', async () => {
  const many = [...(await codes(1_000)), ...(await codes(300))];
  const job = await captured(
    epcisDocument([shippingEvent(many.slice(0, 700)), receivingEvent(many.slice(500))]),
  );
  expect(job).toMatchObject({ success: true, errors: [] });
  const { rows } = await stack.pool.query<{ capturas: string[] }>(
    'SELECT capturas FROM capturas_epcis WHERE id = $1',
    [job.captureID],
  );
  expect(rows[0]?.capturas).toHaveLength(2);
  expect(await stack.given.detalle(many[600] as string)).toMatchObject({ totalTrazas: 2 });
});

test('OPTIONS tells versions, limits and behaviours', async () => {
  const response = await fetch(stack.http.url + PATH, {
    method: 'OPTIONS',
    headers: { connection: 'close' },
  });
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    allow: 'OPTIONS, POST',
    'gs1-epcis-version': '2.0.0',
    'gs1-epcis-min': '2.0.0',
    'gs1-cbv-max': '2.0.0',
    'gs1-epcis-capture-limit': '1000',
    'gs1-capture-error-behaviour': 'all',
  });
  const job = await fetch(`${stack.http.url}${PATH}/x`, {
    method: 'OPTIONS',
    headers: { connection: 'close' },
  });
  expect([job.status, job.headers.get('allow'), await job.text()]).toEqual([204, 'OPTIONS, GET', '']);
});
