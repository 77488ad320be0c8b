import { randomUUID } from 'node:crypto';
import { epcisDocument, sensedPosition, shippingEvent } from '../support/epcis.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const LD = { 'content-type': 'application/ld+json' };

interface Problem {
  type: string;
  errors?: { pointer: string; code: string }[];
}
interface QueryDocument {
  epcisBody: { queryResults: { resultsBody: { eventList: Record<string, unknown>[] } } };
}

/** Captures events and waits until they are stored. */
async function captured(events: object[]): Promise<void> {
  const answer = await stack.http.post('/epcis/v2/capture', epcisDocument(events), LD);
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 202 });
  await poll('the events to be stored', async () => {
    const job = await stack.http.get<{ running: boolean; success: boolean }>(
      answer.headers.get('location') ?? '',
    );
    return job.body.success && !job.body.running;
  });
}
const codes = async (count: number) => (await stack.given.envios(count)).map(({ codigo }) => codigo);

const refused = async (document: object) => {
  const { status, body } = await stack.http.post<Problem>('/epcis/v2/capture', document, LD);
  return {
    status,
    type: body.type,
    faults: (body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`),
  };
};
const LIST = '#/epcisBody/eventList/0';

test('finding 31: a type of event that we do not support is an ImplementationException, an unknown one a mistake', async () => {
  for (const type of ['AggregationEvent', 'TransformationEvent', 'TransactionEvent', 'AssociationEvent'])
    expect(await refused(epcisDocument([{ type }]))).toEqual({
      status: 501,
      type: 'epcisException:ImplementationException',
      faults: [`${LIST}/type tipo-de-evento`],
    });
  expect(await refused(epcisDocument([{ type: 'FooEvent' }]))).toEqual({
    status: 400,
    type: 'epcisException:ValidationException',
    faults: [`${LIST}/type valor-desconocido`],
  });
});

test('finding 31: faults are told where they are', async () => {
  const [codigo] = (await codes(1)) as [string];
  expect(await refused(epcisDocument([shippingEvent([codigo], sensedPosition(95, 0))]))).toMatchObject({
    status: 400,
    faults: [`${LIST}/sensorElementList/0/sensorReport/1/value rango`],
  });
  expect(
    await refused(epcisDocument([shippingEvent([codigo])], { creationDate: 'yesterday' })),
  ).toMatchObject({
    status: 400,
    faults: ['#/creationDate fecha'],
  });
  const event = (fields: object) => epcisDocument([shippingEvent([codigo], { ...fields })]);
  expect(await refused(event({ bizLocation: { id: 'geo:-91,0' } }))).toMatchObject({
    faults: [`${LIST}/bizLocation/id rango`],
  });
  expect(await refused(event({ recordTime: 'yesterday' }))).toMatchObject({
    faults: [`${LIST}/recordTime fecha`],
  });
  expect(await refused(event({ quantityList: [{ quantity: 'x', uom: 'kilos' }] }))).toMatchObject({
    faults: [
      `${LIST}/quantityList/0/epcClass requerido`,
      `${LIST}/quantityList/0/quantity tipo`,
      `${LIST}/quantityList/0/uom tipo`,
    ],
  });
  expect(
    await refused(event({ epcList: undefined, quantityList: [{ epcClass: 'urn:epc:class:lgtin:1.2.3' }] })),
  ).toMatchObject({
    faults: [`${LIST}/quantityList/0/epcClass codigo`],
  });
});

test('finding 31: quantityList is taken: a class that is an envío’s gives a traza, another one stays what it is', async () => {
  const [a, b] = (await codes(2)) as [string, string];
  const eventID = `urn:uuid:${randomUUID()}`;
  const lot = (codigo: string) => `urn:epc:class:lgtin:4012345.012345.${codigo}`;
  await captured([
    shippingEvent([], {
      eventID,
      epcList: undefined,
      quantityList: [{ epcClass: lot(a), quantity: 3 }, { epcClass: lot(b) }],
    }),
  ]);
  for (const codigo of [a, b]) expect(await stack.given.detalle(codigo)).toMatchObject({ totalTrazas: 1 });
  const found = await stack.http.get<QueryDocument>(`/epcis/v2/events?EQ_eventID=${eventID}`);
  const [event] = found.body.epcisBody.queryResults.resultsBody.eventList;
  expect(event).not.toHaveProperty('epcList');
  expect(event?.['quantityList']).toHaveLength(2);
});

test('finding 31: percent-encoded URIs are equal to plain ones', async () => {
  // The event is of that evening: an envío that is younger would not believe it.
  const { codigo } = await stack.given.envio({ creadoEn: '2026-11-20T12:00:00Z' });
  const encoded = [...codigo].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
  const eventID = 'ni:///sha-256;0a1b?ver=CBV2.0';
  await captured([shippingEvent([], { eventID, epcList: [`urn:trazo:envio:${encoded}`] })]);
  await captured([
    shippingEvent([], {
      eventID: 'ni:///sha%2D256;0a1b?ver=%43BV2%2e0',
      epcList: [`https://trazo.pe/v1/envios/${codigo}`],
      bizStep: 'https://ref.gs1.org/cbv/BizStep-ship%70ing',
    }),
  ]);
  expect(await stack.given.detalle(codigo)).toMatchObject({
    totalTrazas: 1,
    historial: [{ tipo: 'en_transito' }],
  });
});
