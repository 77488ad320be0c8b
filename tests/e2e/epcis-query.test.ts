import { randomUUID } from 'node:crypto';
import { epc, epcisDocument, receivingEvent, shippingEvent } from '../support/epcis.js';
import type { Answer } from '../support/http-client.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const EVENTS = '/epcis/v2/events';
const LD = { 'content-type': 'application/ld+json' };

interface Event {
  eventID: string;
  eventTime: string;
  epcList?: string[];
  [field: string]: unknown;
}
interface QueryDocument {
  '@context': unknown[];
  type: string;
  epcisBody: { queryResults: { queryName: string; resultsBody: { eventList: Event[] } } };
}
interface Problem {
  type: string;
  status: number;
  errors?: { pointer: string; code: string }[];
}

/** Captures events and waits until they are stored. */
async function captured(events: object[], fields: Record<string, unknown> = {}): Promise<void> {
  const answer = await stack.http.post('/epcis/v2/capture', epcisDocument(events, fields), LD);
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 202 });
  await poll('the events to be stored', async () => {
    const job = await stack.http.get<{ running: boolean; success: boolean }>(
      answer.headers.get('location') ?? '',
    );
    return job.body.success && !job.body.running;
  });
}
const urn = () => `urn:uuid:${randomUUID()}`;
const idsOf = ({ epcisBody }: QueryDocument) =>
  epcisBody.queryResults.resultsBody.eventList.map(({ eventID }) => eventID);
async function query(parameters: Record<string, string>): Promise<QueryDocument> {
  const { status, body } = await stack.http.get<QueryDocument>(
    `${EVENTS}?${new URLSearchParams(parameters).toString()}`,
  );
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
}
const refusal = async (search: string) => stack.http.get<Problem>(`${EVENTS}?${search}`);
const codes = async (count: number) => (await stack.given.envios(count)).map(({ codigo }) => codigo);

describe('finding 31: the query interface', () => {
  const [first, second] = [urn(), urn()];
  let a: string;
  let b: string;
  beforeAll(async () => {
    [a, b] = (await codes(2)) as [string, string];
    await captured([
      shippingEvent([a, b], { eventID: first, eventTime: '2026-11-20T10:00:00.000Z' }),
      receivingEvent([b], {
        eventID: second,
        eventTime: '2026-11-20T12:00:00.000Z',
        action: 'ADD',
        bizStep: 'https://ref.gs1.org/cbv/BizStep-receiving',
        sourceList: [{ type: 'owning_party', source: 'urn:epc:id:pgln:4012345.00001' }],
        quantityList: [{ epcClass: 'urn:epc:class:lgtin:4012345.012345.998877', quantity: 200, uom: 'KGM' }],
      }),
    ]);
  });

  it('finding 31: answers an EPCISQueryDocument with whole events, as they were captured', async () => {
    const document = await query({ EQ_eventID: first });
    expect(document).toMatchObject({
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      type: 'EPCISQueryDocument',
      schemaVersion: '2.0',
      creationDate: expect.any(String),
      epcisBody: { queryResults: { queryName: 'SimpleEventQuery' } },
    });
    const [event] = document.epcisBody.queryResults.resultsBody.eventList;
    expect(event).toMatchObject({
      type: 'ObjectEvent',
      eventID: first,
      eventTime: '2026-11-20T10:00:00.000Z',
      eventTimeZoneOffset: '-05:00',
      recordTime: expect.any(String),
      bizStep: 'shipping',
      bizTransactionList: [{ type: 'po' }],
    });
    expect(event?.epcList?.toSorted()).toEqual([a, b].map(epc).sort());
  });

  it.each<[string, () => Record<string, string>, () => string[]]>([
    ['eventType', () => ({ eventType: 'ObjectEvent|AggregationEvent' }), () => [second, first]],
    ['another eventType', () => ({ eventType: 'TransformationEvent' }), () => []],
    ['GE_eventTime', () => ({ GE_eventTime: '2026-11-20T07:00:00-05:00' }), () => [second]],
    ['LT_eventTime', () => ({ LT_eventTime: '2026-11-20T12:00:00Z' }), () => [first]],
    ['LT_recordTime', () => ({ LT_recordTime: '2026-11-20T12:00:00Z' }), () => []],
    ['EQ_action', () => ({ EQ_action: 'ADD' }), () => [second]],
    ['EQ_bizStep', () => ({ EQ_bizStep: 'receiving' }), () => [second]],
    ['EQ_bizStep as a URN', () => ({ EQ_bizStep: 'urn:epcglobal:cbv:bizstep:shipping' }), () => [first]],
    ['EQ_bizStep, several', () => ({ EQ_bizStep: 'receiving|shipping' }), () => [second, first]],
    ['EQ_disposition', () => ({ EQ_disposition: 'in_progress' }), () => [second]],
    ['EQ_readPoint', () => ({ EQ_readPoint: 'urn:epc:id:sgln:0012345.11111.400' }), () => [second]],
    ['EQ_bizLocation', () => ({ EQ_bizLocation: 'urn:epc:id:sgln:0012345.11111.0' }), () => [second]],
    ['MATCH_epc', () => ({ MATCH_epc: epc(a) }), () => [first]],
    [
      'MATCH_epc in another form',
      () => ({ MATCH_epc: `https://id.gs1.org/401/%${a.charCodeAt(0).toString(16)}${a.slice(1)}` }),
      () => [first],
    ],
    ['MATCH_anyEPC', () => ({ MATCH_anyEPC: epc(b) }), () => [second, first]],
    ['MATCH_epc of nobody', () => ({ MATCH_epc: 'urn:epc:id:sgtin:0614141.107346.2017' }), () => []],
    [
      'MATCH_epcClass',
      () => ({ MATCH_epcClass: 'urn:epc:class:lgtin:4012345.012345.998877' }),
      () => [second],
    ],
    ['EQ_quantity', () => ({ EQ_quantity: '200' }), () => [second]],
    ['GT_quantity', () => ({ GT_quantity: '200' }), () => []],
    ['MATCH_parentID', () => ({ MATCH_parentID: epc(a) }), () => []],
    [
      'EQ_bizTransaction_po',
      () => ({ EQ_bizTransaction_po: 'http://transaction.example.com/po/12345678' }),
      () => [second, first],
    ],
    [
      'EQ_source_owning_party',
      () => ({ EQ_source_owning_party: 'urn:epc:id:pgln:4012345.00001' }),
      () => [second],
    ],
    ['EXISTS_errorDeclaration', () => ({ EXISTS_errorDeclaration: 'true' }), () => []],
    [
      'all together',
      () => ({ MATCH_epc: epc(b), EQ_action: 'OBSERVE', GE_eventTime: '2026-11-20T00:00:00Z' }),
      () => [first],
    ],
    ['orderDirection', () => ({ orderBy: 'eventTime', orderDirection: 'ASC' }), () => [first, second]],
    ['eventCountLimit', () => ({ orderBy: 'eventTime', eventCountLimit: '1' }), () => [second]],
    ['maxEventCount', () => ({ maxEventCount: '2' }), () => [second, first]],
  ])('finding 31: %s', async (_, parameters, expected) => {
    const found = idsOf(await query({ ...parameters() }));
    expect(found.filter((id) => [first, second].includes(id))).toEqual(expected());
  });

  it('finding 31: one event by its id, percent-encoded in the path', async () => {
    const answer = await stack.http.get<QueryDocument>(`${EVENTS}/${encodeURIComponent(second)}`);
    expect([answer.status, idsOf(answer.body)]).toEqual([200, [second]]);
    expect(await stack.http.get(`${EVENTS}/${urn()}`)).toMatchObject({
      status: 404,
      body: { type: 'epcisException:NoSuchResourceException' },
    });
  });

  it('finding 31: what a query answers can be captured, and nothing of it is new', async () => {
    const before = await stack.pool.query('SELECT FROM trazas');
    const document = await query({ MATCH_epc: epc(b) });
    const answer = await stack.http.post('/epcis/v2/capture', document, LD);
    await poll('the job to finish', async () => {
      const { body } = await stack.http.get<{ running: boolean }>(answer.headers.get('location') ?? '');
      return !body.running;
    });
    expect((await stack.pool.query('SELECT FROM trazas')).rowCount).toBe(before.rowCount);
  });
});

test.each<[string, string]>([
  ['EQ_nada=1', '#/EQ_nada parametro-no-admitido'],
  ['constructor=1', '#/constructor parametro-no-admitido'],
  ['WD_readPoint=urn:x', '#/WD_readPoint parametro-no-admitido'],
  ['EQ_value_CEL=3', '#/EQ_value_CEL parametro-no-admitido'],
  ['EQ_example:myField=3', '#/EQ_example:myField parametro-no-admitido'],
  ['limit=3', '#/limit parametro-no-admitido'],
  ['MATCH_epc=urn:epc:idpat:sgtin:0614141.*.*', '#/MATCH_epc patron-no-admitido'],
  ['GE_eventTime=ayer', '#/GE_eventTime fecha'],
  ['GE_eventTime=9999-12-31T23:59:59Z', '#/GE_eventTime fecha'],
  ['EQ_action=MIRAR', '#/EQ_action valor-desconocido'],
  ['eventType=FooEvent', '#/eventType valor-desconocido'],
  ['EQ_bizStep=', '#/EQ_bizStep cantidad'],
  ['EQ_bizStep=%00', '#/EQ_bizStep caracteres'],
  ['MATCH_epc=a|b%00', '#/MATCH_epc caracteres'],
  ['EQ_source_%00=a', '#/EQ_source_ caracteres'],
  ['GT_quantity=mucho', '#/GT_quantity tipo'],
  ['GT_quantity=1|2', '#/GT_quantity cantidad'],
  ['perPage=0', '#/perPage rango'],
  ['perPage=x', '#/perPage rango'],
  ['nextPageToken=inventado', '#/nextPageToken cursor'],
  ['orderBy=bizStep', '#/orderBy valor-desconocido'],
  ['orderDirection=UP', '#/orderDirection valor-desconocido'],
  ['eventCountLimit=1', '#/eventCountLimit parametro-requerido'],
  ['orderBy=eventTime&eventCountLimit=1&maxEventCount=1', '#/eventCountLimit parametros-excluyentes'],
])('finding 31: %s is a QueryParameterException', async (search, fault) => {
  const { status, body } = await refusal(search);
  expect({ status, type: body.type }).toEqual({
    status: 400,
    type: 'epcisException:QueryParameterException',
  });
  expect(body.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([fault]);
});

test('finding 31: pages by Link have every event once, in order; their token fits no other query', async () => {
  const [codigo] = (await codes(1)) as [string];
  const events = Array.from({ length: 7 }, (_, index) =>
    // Two at each moment.
    shippingEvent([codigo], { eventID: urn(), eventTime: `2026-11-21T10:0${index >> 1}:00.000Z` }),
  );
  await captured(events);
  for (const order of ['ASC', 'DESC']) {
    const seen: Event[] = [];
    let next: string | undefined =
      `${EVENTS}?${new URLSearchParams({ MATCH_epc: epc(codigo), orderBy: 'eventTime', orderDirection: order, perPage: '2' }).toString()}`;
    for (let page = 0; next && page < 10; page += 1) {
      const answer: Answer<QueryDocument> = await stack.http.get<QueryDocument>(next);
      seen.push(...answer.body.epcisBody.queryResults.resultsBody.eventList);
      next = /^<(.+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(new Set(seen.map(({ eventID }) => eventID))).toEqual(
      new Set(events.map((event) => event['eventID'])),
    );
    expect(seen).toHaveLength(7);
    const times = seen.map(({ eventTime }) => eventTime);
    expect(times).toEqual(order === 'ASC' ? times.toSorted() : times.toSorted().reverse());
  }
  const { headers } = await stack.http.get(`${EVENTS}?perPage=1&MATCH_epc=${epc(codigo)}`);
  const token = /nextPageToken=([^&>]+)/.exec(headers.get('link') ?? '')?.[1];
  expect(await refusal(`nextPageToken=${token}`)).toMatchObject({ status: 400 });
  expect(await refusal(`maxEventCount=6&MATCH_epc=${epc(codigo)}`)).toMatchObject({
    status: 413,
    body: { type: 'epcisException:QueryTooLargeException' },
  });
  const limited = `orderBy=eventTime&eventCountLimit=3&perPage=2&MATCH_epc=${epc(codigo)}`;
  const page = await stack.http.get<QueryDocument>(`${EVENTS}?${limited}`);
  const link = /^<(.+)>/.exec(page.headers.get('link') ?? '')?.[1] ?? '';
  const last = await stack.http.get<QueryDocument>(link);
  expect([idsOf(page.body).length, idsOf(last.body).length, last.headers.get('link')]).toEqual([2, 1, null]);
});

test('finding 31: an event whose trazas were annulled has an error declaration', async () => {
  const [codigo] = (await codes(1)) as [string];
  const idEvento = randomUUID();
  await captured([shippingEvent([codigo], { eventID: `urn:uuid:${idEvento}` })]);
  const annulled = await stack.http.post(`/v1/envios/${codigo}/trazas/${idEvento}/anulacion`, {
    razon: 'no_ocurrio',
  });
  expect(annulled.status).toBeLessThan(300);
  const found = await query({
    EXISTS_errorDeclaration: 'true',
    EQ_errorReason: 'did_not_occur',
    MATCH_epc: epc(codigo),
  });
  expect(found.epcisBody.queryResults.resultsBody.eventList).toMatchObject([
    {
      eventID: `urn:uuid:${idEvento}`,
      errorDeclaration: { reason: 'did_not_occur', declarationTime: expect.any(String) },
    },
  ]);
});

test('finding 31: what an answer may be is found out, and asked for, by headers', async () => {
  const options = await fetch(stack.http.url + EVENTS, {
    method: 'OPTIONS',
    headers: { connection: 'close' },
  });
  expect([options.status, options.headers.get('allow'), options.headers.get('gs1-epc-format')]).toEqual([
    204,
    'OPTIONS, GET',
    'Never_Translates',
  ]);
  const answer = await stack.http.get(EVENTS, { accept: 'application/ld+json' });
  expect(answer.headers.get('content-type')).toMatch(/^application\/ld\+json/);
  for (const name of ['gs1-epcis-version', 'gs1-cbv-version']) expect(answer.headers.get(name)).toBe('2.0.0');
  for (const headers of [
    { accept: 'application/xml' },
    { 'gs1-epcis-min': '2.1' },
    { 'gs1-cbv-max': '1.2.0' },
    { 'gs1-epcis-min': 'dos' },
    { 'gs1-epc-format': 'Always_EPC_URN' },
  ] as Record<string, string>[])
    expect(await stack.http.get(EVENTS, headers)).toMatchObject({
      status: 406,
      body: { type: 'epcisException:NotAcceptableException' },
    });
  expect(await stack.http.get(EVENTS, { 'gs1-epcis-min': '1.2', 'gs1-epcis-max': '2.0.1' })).toMatchObject({
    status: 200,
  });
  for (const type of [LD, {}] as Record<string, string>[])
    expect(await stack.http.post(EVENTS, shippingEvent(['TZ123456785PE']), type)).toMatchObject({
      status: 501,
      body: { type: 'epcisException:ImplementationException' },
    });
});
