import { parseCapturaId } from '../../src/modules/trazas/captura-id.js';
import { OutcomeWaiter } from '../../src/modules/trazas/outcome-waiter.js';
import { Queue } from 'bullmq';
import type { ListaColas } from '../../src/modules/colas/cola.dto.js';
import type { Captura } from '../../src/modules/trazas/captura.dto.js';
import { TandaReader } from '../../src/modules/trazas/tanda-reader.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { answersAs } from '../support/api-description.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

const HOUR_MS = 3_600_000;

let stack: Stack;
let codigo: string;
beforeAll(async () => {
  stack = await startStack();
  codigo = (await stack.given.envio()).codigo;
});
afterAll(() => stack.close());

const post = (trazas: unknown, esperar: string) =>
  stack.http.post<Captura>(`/v1/trazas?esperar=${esperar}`, trazas);

test('the answer brings the receipt, as soon as it is complete', async () => {
  const event = stack.given.traza(codigo);
  const answer = await post([event, event, { idEvento: 'x' }], '10s');
  expect(answer.status).toBe(202);
  expect(answer.headers.get('location')).toBe(`/v1/capturas/${answer.body.capturaId}`);
  expect(answer.body).toMatchObject({
    aceptadas: 2,
    rechazadas: [{ indice: 2 }],
    recibo: { estado: 'completa', total: 2, aplicadas: 1, duplicadas: 1 },
  });
  expect(answer.body.recibo).toEqual((await stack.http.get(`/v1/capturas/${answer.body.capturaId}`)).body);
  (await answersAs(stack.http))('Captura', answer.body);
});

test('finding 41: whoever waits is told with the commit, and not when the time is over', async () => {
  const { capturaId } = await stack.given.captured([stack.given.traza(codigo)]);
  const { tandaId } = parseCapturaId(capturaId)!;
  const told = stack
    .get(OutcomeWaiter)
    .wait(tandaId, HOUR_MS, ({ resultados }) => resultados === 'a' || null);
  expect(await told).toBe(true);
});

test('without esperar there is no recibo, and nobody looks', async () => {
  expect(await stack.given.captured([stack.given.traza(codigo)])).not.toHaveProperty('recibo');
});

test('many at once are all told, each of its own', async () => {
  const envios = await stack.given.envios(40);
  const answers = await Promise.all(envios.map((envio) => post(stack.given.traza(envio.codigo), '10s')));
  expect(answers.map(({ body }) => body.recibo?.aplicadas)).toEqual(envios.map(() => 1));
  expect(new Set(answers.map(({ body }) => body.recibo?.id)).size).toBe(40);
});

test('what is not complete in time is null, and still a 202', async () => {
  await stack.stopWorker();
  const started = performance.now();
  const { status, body } = await post(stack.given.traza(codigo), '200ms');
  expect(performance.now() - started).toBeGreaterThanOrEqual(195);
  expect([status, body.recibo]).toEqual([202, null]);
  await stack.startWorker();
  expect(await stack.given.settled(body.capturaId)).toMatchObject({ aplicadas: 1 });
});

test('those who wait for one tanda share their looks at the database', async () => {
  await stack.stopWorker();
  const reader = stack.get(TandaReader);
  const real = reader.findStored.bind(reader);
  let looks = 0;
  reader.findStored = (id) => {
    looks += 1;
    return real(id);
  };
  const tandas = async () => {
    const { rows } = await stack.pool.query<{ count: number }>('SELECT count(*) FROM tandas');
    return rows[0]!.count;
  };
  const before = await tandas();
  const posted = Promise.all(Array.from({ length: 60 }, () => post(stack.given.traza(codigo), '10s')));
  await poll('all to wait', async () => looks > 0);
  await stack.startWorker();
  const answers = await posted;
  reader.findStored = real;
  expect(answers.every(({ body }) => body.recibo?.aplicadas === 1)).toBe(true);
  expect(looks).toBeLessThanOrEqual(2 * ((await tandas()) - before));
});

test('finding 21: what waits for its envío is an answer, and at once; the receipt is complete when the envío is there', async () => {
  const [early] = (await stack.given.codigos(1)) as [string];
  const trazas = [stack.given.traza(early, { tipo: 'recogido' }), stack.given.traza(codigo)];
  const { body } = await post(trazas, '10s');
  expect(body.recibo).toMatchObject({ estado: 'pendiente', aplicadas: 1 });
  expect(body.recibo?.eventos.map(({ resultado }) => resultado)).toEqual(['pendiente', 'aplicada']);
  const envio = await stack.given.envio({ codigo: early });
  expect(await stack.given.settled(body.capturaId)).toMatchObject({ estado: 'completa', aplicadas: 2 });
  expect((await stack.given.detalle(envio.codigo)).estado).toBe('recogido');
});

test.each(['', '2', '2m', '-1s', '1.5s', 'dos', '2s&esperar=3s'])('esperar=%s is 400', async (esperar) => {
  const traza = stack.given.traza(codigo);
  expect(await post(traza, esperar)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/esperar', code: 'duracion' }] },
  });
  const { rowCount } = await stack.pool.query('SELECT FROM trazas WHERE id_evento = $1', [traza['idEvento']]);
  expect(rowCount).toBe(0);
});

test('nobody who waits keeps the server from stopping', async () => {
  const other = await startStack({ worker: false });
  const envio = await other.given.envio();
  const waiting = other.http.post<Captura>('/v1/trazas?esperar=10s', other.given.traza(envio.codigo));
  await poll('the traza to be queued', async () => {
    const { body } = await other.http.get<ListaColas>('/v1/colas');
    return body.datos[0]!.trazas === 1;
  });
  // Of one who would wait for an hour it would be seen.
  const patient = other.get(OutcomeWaiter).wait(uuidV7(), HOUR_MS, () => null);
  await other.close();
  expect(await patient).toBeNull();
  expect(await waiting).toMatchObject({ status: 202, body: { aceptadas: 1, recibo: null } });
});

describe('a traza that came before its envío', () => {
  const waits = () => stack.pool.query('SELECT FROM trazas_en_espera');

  test('is stored when the envío comes, without the clock', async () => {
    const queue = new Queue('esperas', {
      connection: { url: stack.config.REDIS_URL },
      prefix: stack.config.REDIS_PREFIX,
    });
    await queue.removeJobScheduler('esperas');
    await queue.close();
    const [codigo] = (await stack.given.codigos(1)) as [string];
    const captura = await stack.given.captured([stack.given.traza(codigo)]);
    await poll('it to wait', async () => (await waits()).rowCount === 1);
    await stack.given.envio({ codigo });
    expect(await stack.given.settled(captura.capturaId)).toMatchObject({ aplicadas: 1 });
  });

  test('is found by the clock when its tanda was committed just after the envío', async () => {
    await stack.stopWorker();
    const { codigo } = await stack.given.envio();
    const tandaId = uuidV7();
    await stack.pool.query(
      `INSERT INTO tandas (id, sal, recibida_en, ids_evento, resultados)
       VALUES ($1, 1, now(), ARRAY[gen_random_uuid()], 'p')`,
      [tandaId],
    );
    await stack.pool.query(
      `INSERT INTO trazas_en_espera (tanda_id, indice, vence_en, codigo, cuerpo)
       VALUES ($1, 0, now() + interval '1 h', $2, $3)`,
      [tandaId, codigo, JSON.stringify(stack.given.traza(codigo))],
    );
    await stack.startWorker();
    await poll('the clock', async () => (await stack.given.detalle(codigo)).totalTrazas === 1);
  });

  test('wakes nobody when no traza waits', async () => {
    await stack.stopWorker();
    await stack.given.envio();
    const { body } = await stack.http.get<ListaColas>('/v1/colas');
    expect(body.datos.find(({ nombre }) => nombre === 'esperas')?.trabajos.enEspera).toBe(0);
    await stack.startWorker();
  });
});
