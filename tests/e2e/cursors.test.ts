import { createHash } from 'node:crypto';
import { CursorSigner } from '../../src/platform/http/cursors.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let signer: CursorSigner;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  const { rows } = await stack.pool.query<{ valor: Buffer }>('SELECT valor FROM secretos');
  signer = new CursorSigner(rows[0]!.valor);
});
afterAll(() => stack.close());

/** A cursor as they were before they were signed: whoever read the source could make one. */
function forge(list: unknown, place: unknown[]): string {
  const body = JSON.stringify(place);
  const sum = createHash('sha256').update(JSON.stringify(list)).update(body).digest('hex').slice(0, 12);
  return Buffer.from(`${sum}${body}`).toString('base64url');
}

/** Lists, what makes them, and places that no row has. */
const LISTS: [string, unknown, unknown[][]][] = [
  ['/v1/rechazos?', ['rechazos', null, null, null, null, null], [['x'], [7], [null], [{}], []]],
  ['/v1/ejecuciones?', ['ejecuciones', null, null, null, null, null, null], [['x'], [['a']]]],
  [
    '/v1/envios?',
    ['envios', [['orden', '-creado']]],
    [['x'], ['0195f7a0-0000-7000-8000-000000000000', '2026-02-30T00:00:00.000000Z'], [null, null]],
  ],
  ['/v1/eventos?', ['eventos'], [['x', 'y'], [1.5, 0], [-1, 0], [7, 9e300], [1]]],
];

test.each(LISTS)(
  'finding 11: %s refuses cursors that are forged or hold something else',
  async (path, list, places) => {
    const cursors = [
      ...places.map((place) => forge(list, place)),
      ...places.map((place) => signer.encode(list, place)),
    ];
    for (const cursor of [...cursors, 'MjdiNjc3N2IyZTljWyJ4Il0']) {
      const answer = await stack.http.get(`${path}cursor=${cursor}`);
      expect(answer).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '#/cursor', code: 'cursor' }] },
      });
    }
  },
);

test('finding 11: every list takes its own cursor, and a feed one of another process', async () => {
  await stack.given.envios(3);
  for (const path of ['/v1/envios?limit=1', '/v1/envios?limit=1&orden=fechaEstimada']) {
    const { body } = await stack.http.get<{ siguiente: string }>(path);
    expect(await stack.http.get(`${path}&cursor=${body.siguiente}`)).toMatchObject({ status: 200 });
  }
  const cursor = signer.encode(['eventos'], [1, 0]);
  expect(await stack.http.get(`/v1/eventos?cursor=${cursor}`)).toMatchObject({ status: 200 });
});

test.each(['2147483648', '99999999999999999999', '-1', '1e3', 'x', '1.5'])(
  'finding 11: Last-Event-ID %s on the stream of a run is a 400',
  async (lastEventId) => {
    const yearly = { tipo: 'refresco', cron: '0 0 1 1 *', zona: 'UTC', pausada: true };
    const { body: programacion } = await stack.http.post<{ id: string }>('/v1/programaciones', yearly);
    const path = `/v1/programaciones/${programacion.id}/ejecucion`;
    const { body } = await stack.http.post<{ id: string }>(path, {});
    const headers = { 'last-event-id': lastEventId };
    expect(await stack.http.get(`/v1/ejecuciones/${body.id}/eventos`, headers)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/Last-Event-ID', code: 'cursor' }] },
    });
  },
);
