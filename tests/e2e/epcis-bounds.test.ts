import type { EpcisCaptureJob } from '../../src/modules/epcis/capture-job.dto.js';
import { answersAs } from '../support/api-description.js';
import { epcisDocument, shippingEvent } from '../support/epcis.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { threadCpu } from '../support/process-cost.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const PATH = '/epcis/v2/capture';
const PROCEED = { 'gs1-capture-error-behaviour': 'proceed' };
/** As many as a document may have, and an event. */
const MOST_EPCS = 10_000;
const MOST_OF_EVENT = 1_000;
/** What twice the EPCs may cost, and CPU below which that is noise. */
const MOST_RATIO = 2.2;
const LEAST_CPU_MS = 20;
const LOOKS = 4;

interface Problem {
  errors?: { pointer: string; code: string }[];
  erroresOmitidos?: number;
}
const capture = (document: unknown, headers: Record<string, string> = {}) =>
  stack.http.post<Problem>(PATH, document, headers);
const finished = (location: string | null) =>
  poll(`job ${location} to finish`, async () => {
    const { body } = await stack.http.get<EpcisCaptureJob>(location ?? '');
    return !body.running && body;
  });
const epcs = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `urn:x:${from + n}`);
const ofEpcs = (epcList: unknown[], fields: object = {}) =>
  shippingEvent([], { eventID: undefined, epcList, ...fields });

/** Milliseconds of CPU of this thread, which is the server's and the client's. */
async function cpuOf(ask: () => Promise<unknown>): Promise<number> {
  const taken = threadCpu();
  await ask();
  return taken();
}

/** How many times as much `ask` costs at twice the size; of several looks the least. */
async function ratioOf(ask: (size: number) => Promise<unknown>, size: number): Promise<number> {
  let best = Infinity;
  for (let look = 0; look < LOOKS && best > MOST_RATIO; look += 1) {
    const [one, two] = [await cpuOf(() => ask(size)), await cpuOf(() => ask(2 * size))];
    best = Math.min(best, two < LEAST_CPU_MS ? 1 : two / one);
  }
  return best;
}

/** Counts of what a job tells, and of what it leaves out. */
function countsOf({ errors }: EpcisCaptureJob) {
  return {
    events: errors.length,
    told: errors.reduce((sum, error) => sum + error.errors.length, 0),
    omitted: errors.reduce((sum, { erroresOmitidos = 0 }) => sum + erroresOmitidos, 0),
  };
}

test('finding 4: 10,000 EPCs that are no codes are counted, 100 of them explained', async () => {
  const document = (size: number) => {
    const parts = Array.from({ length: size / MOST_OF_EVENT }, (_, n) =>
      epcs(MOST_OF_EVENT, n * MOST_OF_EVENT),
    );
    return epcisDocument(parts.map((part) => ofEpcs(part)));
  };
  const { status, body } = await capture(document(MOST_EPCS));
  expect(status).toBe(400);
  expect(body.errors?.map(({ pointer }) => pointer)).toEqual(
    Array.from({ length: 100 }, (_, n) => `#/epcisBody/eventList/0/epcList/${n}`),
  );
  expect(body.erroresOmitidos).toBe(MOST_EPCS - 100);
  expect(await ratioOf((size) => capture(document(size)), MOST_EPCS / 2)).toBeLessThanOrEqual(MOST_RATIO);
});

test('finding 4: what an event may be about is counted before it is looked at', async () => {
  const [many, beside] = [Array(MOST_OF_EVENT - 1).fill(1), Array(2).fill(1)];
  const { status, body } = await capture(
    epcisDocument([
      ofEpcs(many, { quantityList: beside }),
      ofEpcs(beside, { quantityList: many }),
      ofEpcs(Array(MOST_OF_EVENT).fill(1)),
    ]),
  );
  expect(status).toBe(400);
  expect(body.errors?.slice(0, 3).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '#/epcisBody/eventList/0/epcList cantidad',
    '#/epcisBody/eventList/1/quantityList cantidad',
    '#/epcisBody/eventList/2/epcList/0 tipo',
  ]);
  expect(body.erroresOmitidos).toBe(2 + MOST_OF_EVENT - 100);
});

test('finding 4: a fault of the event is one, however many EPCs it has', async () => {
  const codigos = await stack.given.codigos(300);
  const event = ofEpcs([...codigos, ...epcs(150)], { eventTime: 'ayer' });
  const { body } = await capture(epcisDocument([event]));
  expect(body.errors?.[0]).toMatchObject({ pointer: '#/epcisBody/eventList/0/eventTime', code: 'fecha' });
  expect((body.errors?.length ?? 0) + (body.erroresOmitidos ?? 0)).toBe(151);
});

test('finding 4: one EPC more than a document may have', async () => {
  const full = Array.from({ length: MOST_EPCS / MOST_OF_EVENT }, () => ofEpcs(epcs(MOST_OF_EVENT)));
  expect(await capture(epcisDocument([...full, ofEpcs(epcs(1))]))).toMatchObject({
    status: 413,
    body: { type: 'epcisException:CaptureLimitExceededException', detail: expect.stringContaining('10000') },
  });
});

test('finding 4: a job tells of each bad event, and no more than 100 faults beyond', async () => {
  const { codigo } = await stack.given.envio({ creadoEn: '2026-11-20T09:00:00Z' });
  const bad = Array.from({ length: 999 }, (_, n) => ofEpcs(epcs(10, n * 10)));
  const answer = await capture(epcisDocument([shippingEvent([codigo]), ...bad]), PROCEED);
  expect(answer.status).toBe(202);
  const job = await finished(answer.headers.get('location'));
  const { events, told, omitted } = countsOf(job);
  expect([events, told + omitted]).toEqual([999, 9_990]);
  expect(told).toBeLessThanOrEqual(999 + 100);
  expect(job.errors.map(({ eventIndex }) => eventIndex)).toEqual(bad.map((_, n) => n + 1));
  expect(job.errors[0]?.errors).toHaveLength(10);
  expect(job.errors.at(-1)).toMatchObject({ errors: [{ code: 'codigo' }], erroresOmitidos: 9 });
  (await answersAs(stack.http))('EpcisCaptureJob', job);

  // A job of an earlier version has all of its faults written down.
  const faults = Array.from({ length: 10_000 }, (_, n) => ({ pointer: `#/${n}`, code: 'codigo' }));
  await stack.pool.query('UPDATE capturas_epcis SET rechazados = $2 WHERE id = $1', [
    job.captureID,
    JSON.stringify([{ index: 1, faults }]),
  ]);
  expect(countsOf(await finished(answer.headers.get('location')))).toEqual({
    events: 1,
    told: 100,
    omitted: 9_900,
  });
});

test('finding 4: trazas of one event that were rejected later are listed within the same bound', async () => {
  const codigos = await stack.given.codigos(MOST_OF_EVENT);
  const answer = await capture(epcisDocument([shippingEvent(codigos)]), PROCEED);
  expect(answer.status).toBe(202);
  await poll('all of them to wait', async () => {
    const { rowCount } = await stack.pool.query('SELECT FROM trazas_en_espera');
    return rowCount === codigos.length;
  });
  await stack.pool.query('UPDATE trazas_en_espera SET vence_en = now()');
  const job = await finished(answer.headers.get('location'));
  expect(countsOf(job)).toEqual({ events: 1, told: 100, omitted: 900 });
  expect(job.errors[0]).toMatchObject({ eventIndex: 0, errors: { length: 100 } });
});
