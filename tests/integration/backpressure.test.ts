import type { Captura } from '../../src/modules/trazas/captura.dto.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let codigos: string[];
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_COLA_MAX_SEGUNDOS: '1' } });
  codigos = (await stack.given.envios(100)).map(({ codigo }) => codigo);
});
afterAll(() => stack.close());

const trazas = (count: number) =>
  Array.from({ length: count }, (_, index) => stack.given.traza(codigos[index % codigos.length] as string));

test('more than the workers do in the time allowed is turned away, until they have done it', async () => {
  // Busy for long enough that their speed is known.
  const first = await Promise.all([1, 2, 3, 4].map(() => stack.given.captured(trazas(1_000))));
  for (const { capturaId } of first) await stack.given.settled(capturaId);
  await poll('the speed of the workers to be known', async () => {
    const { body } = await stack.http.get<{ datos: { nombre: string; vaciadoS: number | null }[] }>(
      '/v1/colas',
    );
    return body.datos.find(({ nombre }) => nombre === 'trazas')?.vaciadoS === 0;
  });
  await stack.stopWorker();

  const accepted: string[] = [];
  await poll('the door to close', async () => {
    const { status, body } = await stack.http.post<Captura>('/v1/trazas', trazas(1_000));
    if (status === 202) accepted.push(body.capturaId);
    return status === 503;
  });
  const refused = await Promise.all(
    Array.from({ length: 30 }, () => stack.http.post<{ type: string }>('/v1/trazas', trazas(21))),
  );
  expect(new Set(refused.map(({ body }) => body.type))).toEqual(new Set(['/problemas/cola-saturada']));
  const waits = refused.map(({ headers }) => Number(headers.get('retry-after')));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1);
  expect(new Set(waits).size).toBeGreaterThan(1);

  await stack.startWorker();
  await poll(
    'the door to open',
    async () => (await stack.http.post('/v1/trazas', trazas(21))).status === 202,
  );
  for (const capturaId of accepted)
    expect(await stack.given.settled(capturaId)).toMatchObject({ total: 1_000, aplicadas: 1_000 });
});
