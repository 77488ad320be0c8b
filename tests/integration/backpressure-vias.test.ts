import { jest } from '@jest/globals';
import type { ListaColas } from '../../src/modules/colas/cola.dto.js';
import { QueueGauge } from '../../src/platform/queues/queue-gauge.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

const MOST = 1_000;

let stack: Stack;
let codigo: string;
beforeEach(async () => {
  stack = await startStack({
    env: { TRAZO_COLA_MAX_SEGUNDOS: '1', TRAZO_COLA_MAX_TRAZAS: String(20 * MOST) },
  });
  codigo = (await stack.given.envio()).codigo;
});
afterEach(() => stack.close());

const trazas = (count: number) => Array.from({ length: count }, () => stack.given.traza(codigo));
const post = (count: number) =>
  stack.http.post<{ type: string; capturaId: string }>('/v1/trazas', trazas(count));

/** Resolves when the door has looked at the queues, from beginning to end, so many times. */
async function looks(count: number): Promise<void> {
  const look = jest.spyOn(stack.get(QueueGauge), 'readSome');
  await poll('the door to look', async () => look.mock.calls.length > count);
  look.mockRestore();
}

test('finding 23: a fresh process takes what it can, whatever it knows of the speed of lone scans', async () => {
  for (let scan = 0; scan < 20; scan += 1) await stack.given.applied(trazas(1));
  for (let list = 0; list < 2; list += 1) await stack.given.applied(trazas(21));
  await stack.stopWorker();
  const accepted = [];
  for (let list = 0; list < 5; list += 1) accepted.push(await post(MOST));
  // At that speed it would take much longer than the second that is allowed: the speed of lone ones proves nothing.
  const { body } = await stack.http.get<ListaColas>('/v1/colas');
  expect(body.datos.find(({ nombre }) => nombre === 'trazas')!.vaciadoS).toBeGreaterThan(1);
  await looks(2);
  for (let list = 0; list < 5; list += 1) accepted.push(await post(MOST));
  expect(accepted.map(({ status }) => status)).toEqual(accepted.map(() => 202));
  await stack.startWorker();
  for (const {
    body: { capturaId },
  } of accepted)
    expect(await stack.given.settled(capturaId)).toMatchObject({ aplicadas: MOST });
});

test('finding 24: lists are refused first; scans are when there is no room for them either', async () => {
  await stack.stopWorker();
  for (let list = 0; list < 18; list += 1) expect((await post(MOST)).status).toBe(202);
  const list = await poll('lists to be refused', async () => {
    const answer = await post(21);
    return answer.status === 503 && answer;
  });
  expect(list.body.type).toBe('/problemas/cola-saturada');
  expect(Number(list.headers.get('retry-after'))).toBeLessThanOrEqual(2);
  expect((await post(20)).status).toBe(202);
  const { body } = await stack.http.get<{ avisos: string[] }>('/health/ready');
  expect(body.avisos).toEqual(['cola-trazas-cerrada']);
  // A long body is refused before it is read, a short one by what is in it.
  const long = await stack.http.post<{ type: string }>('/v1/trazas', `{"no": "JSON"${' '.repeat(70_000)}`);
  expect(long.body.type).toBe('/problemas/cola-saturada');
  expect((await stack.http.post('/v1/trazas', '{')).status).toBe(400);

  const scan = await poll('scans to be refused', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(20)));
    return answers.find(({ status }) => status === 503);
  });
  expect(scan.body.type).toBe('/problemas/cola-saturada');
  expect((await post(21)).status).toBe(503);
});
