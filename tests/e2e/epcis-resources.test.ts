import { randomUUID } from 'node:crypto';
import { epc, epcisDocument, shippingEvent } from '../support/epcis.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

interface QueryDocument {
  epcisBody: { queryResults: { resultsBody: { eventList: { eventID: string }[] } } };
}

test('finding 31: resources of one value are queries of its events; what there is not is a 501', async () => {
  const { codigo } = await stack.given.envio({ creadoEn: '2026-11-20T09:00:00Z' });
  const answer = await stack.http.post(
    '/epcis/v2/capture',
    epcisDocument([shippingEvent([codigo], { eventID: `urn:uuid:${randomUUID()}` })]),
  );
  const job = answer.headers.get('location') ?? '';
  await poll(
    'the event to be kept',
    async () => !(await stack.http.get<{ running: boolean }>(job)).body.running,
  );
  const resource = (path: string) => stack.http.get<QueryDocument>(`/epcis/v2/${path}`);
  const idsOf = async (path: string) => {
    const { status, body } = await resource(path);
    expect(status).toBe(200);
    return body.epcisBody.queryResults.resultsBody.eventList.map(({ eventID }) => eventID);
  };
  const of = await idsOf(`epcs/${encodeURIComponent(epc(codigo))}/events`);
  expect(of).toHaveLength(1);
  for (const path of ['eventTypes/ObjectEvent', 'bizSteps/shipping', 'dispositions/in_transit'])
    expect(await idsOf(`${path}/events?MATCH_epc=${encodeURIComponent(epc(codigo))}`)).toEqual(of);
  expect(await idsOf('eventTypes/AggregationEvent/events')).toEqual([]);
  expect((await resource('eventTypes')).body).toMatchObject({ type: 'Collection', member: ['ObjectEvent'] });
  expect((await resource(`epcs/${codigo}`)).body).toMatchObject({ member: ['events'] });
  for (const path of ['epcs', 'bizSteps', 'readPoints', 'queries', 'queries/mia'])
    expect(await resource(path)).toMatchObject({
      status: 501,
      body: { type: 'epcisException:ImplementationException' },
    });
  expect(await stack.http.post('/epcis/v2/queries', { name: 'mia', query: {} })).toMatchObject({
    status: 501,
  });
});
