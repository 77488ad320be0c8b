import { readFileSync } from 'node:fs';
import type { NivelRegistro } from '../../src/modules/operacion/nivel-registro.dto.js';
import { createInstallation, type Installation } from '../support/installation.js';
import { poll } from '../support/poll.js';
import type { Program } from '../support/program.js';
import { urlOf } from '../support/servers.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { trazo } from '../support/trazo.js';

type Line = Record<string, unknown> & { message: string };

let house: Installation;
let wire: TcpProxy;
let database: TcpProxy;
let api: Program;
let worker: Program;
beforeAll(async () => {
  house = await createInstallation();
  const redis = new URL(urlOf('redis'));
  wire = await TcpProxy.open(Number(redis.port));
  redis.port = String(wire.port);
  database = await TcpProxy.open(Number(new URL(urlOf('postgres')).port));
  api = await house.start('api', { DATABASE_URL: house.databaseUrl(database.port) });
  worker = await house.start('worker', { REDIS_URL: redis.href });
});
afterAll(async () => {
  await house.close();
  await wire.close();
  await database.close();
});

/** Every line of a process's log: each is JSON. The last one may be half written. */
function linesOf({ log }: Program): Line[] {
  return readFileSync(log, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((text) => JSON.parse(text) as Line);
}

const requestsOf = (id: string) =>
  linesOf(api).filter(({ requestId, message }) => requestId === id && message === 'solicitud');
const traceOf = (digit: string) => digit.repeat(32);
const tracedBy = (digit: string) => ({ traceparent: `00-${traceOf(digit)}-${'1'.repeat(16)}-01` });

test('one line a request: time, level, ids, actor, route, status, duration; nothing personal', async () => {
  const body = {
    ...(await house.given.envioBody()),
    destinatario: { nombre: 'Zoila Secreta', email: 'zoila@secreta.pe' },
  };
  const { body: envio } = await house.http.post<{ codigo: string }>('/v1/envios', body, tracedBy('a'));
  await house.http.get(`/v1/envios/${envio.codigo}`, tracedBy('b'));
  await house.http.get('/v1/zoila@secreta.pe', tracedBy('c'));
  await house.http.post('/v1/envios', '{"destinatario":"Zoila', tracedBy('d'));
  const found = await poll('the lines', async () => {
    const all = ['a', 'b', 'c', 'd'].map((digit) => requestsOf(traceOf(digit)));
    return all.every((lines) => lines.length > 0) && all;
  });
  const common = {
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    proceso: 'api',
    context: 'http',
    actor: expect.objectContaining({ tipo: expect.any(String) }),
    durationMs: expect.any(Number),
  };
  expect(found.map((lines) => lines.length)).toEqual([1, 1, 1, 1]);
  expect(found.flat()).toEqual([
    expect.objectContaining({
      ...common,
      traceId: traceOf('a'),
      method: 'POST',
      route: '/v1/envios',
      status: 201,
    }),
    expect.objectContaining({ ...common, method: 'GET', route: '/v1/envios/:codigo', status: 200 }),
    expect.objectContaining({ ...common, method: 'GET', status: 404 }),
    expect.objectContaining({ ...common, method: 'POST', route: '/v1/envios', status: 400 }),
  ]);
  const actors = linesOf(api).flatMap(({ actor }) => (actor as { id?: string } | undefined) ?? []);
  expect(actors.every(({ id }) => id === undefined || /^[0-9a-f-]{36}$/.test(id))).toBe(true);
  for (const program of [api, worker]) expect(program.said()).not.toMatch(/zoila/i);
});

test('a level is changed in all processes without a restart, for a while, and is on record', async () => {
  const { codigo } = await house.given.envio();
  const set = await trazo(house.http.url, 'registro', 'nivel', 'debug', '--por', '10m', '--json');
  expect(set).toMatchObject({ code: 0 });
  expect(JSON.parse(set.out)).toMatchObject({ nivel: 'debug' });
  expect((await house.http.get<NivelRegistro>('/v1/registro/nivel')).body.nivel).toBe('debug');

  // Each post is heard of in the worker too, under the id of its request.
  let posts = 0;
  const heard = await poll('the worker to tell of a traza', async () => {
    const digit = '0123456789'[(posts += 1) % 10] as string;
    await house.http.post('/v1/trazas', house.given.traza(codigo), tracedBy(digit));
    return linesOf(worker).find(
      ({ message, requestId, requestIds }) =>
        message === 'trabajo-hecho' &&
        [requestId, requestIds].flat().some((id) => /^(\d)\1{31}$/.test(String(id))),
    );
  });
  expect(heard).toMatchObject({
    level: 'debug',
    proceso: 'worker',
    cola: 'trazas-sueltas',
    trabajo: expect.any(String),
  });

  expect((await trazo(house.http.url, 'registro', 'nivel', 'configurado')).code).toBe(0);
  expect((await house.http.get<NivelRegistro>('/v1/registro/nivel')).body).toEqual({
    nivel: null,
    hasta: null,
  });
  const { rows } = await house.pool.query(
    `SELECT despues FROM auditoria WHERE accion = 'registro.nivel-cambiado' ORDER BY id`,
  );
  expect(rows).toEqual([{ despues: { nivel: 'debug' } }, { despues: { nivel: null } }]);
});

test('a level ends by itself', async () => {
  const { body } = await house.http.put<NivelRegistro>('/v1/registro/nivel', { nivel: 'error', por: 'PT1S' });
  expect(body.nivel).toBe('error');
  await poll(
    'it to be over',
    async () => (await house.http.get<NivelRegistro>('/v1/registro/nivel')).body.nivel === null,
  );
  await poll('the API to write again', async () => {
    await house.http.get('/health/live', tracedBy('e'));
    return requestsOf(traceOf('e')).length > 0;
  });
  const { status } = await house.http.put('/v1/registro/nivel', { nivel: 'debug', por: 'P2D' });
  expect(status).toBe(400);
});

test('a reconnection storm is one line', async () => {
  const before = linesOf(worker).length;
  wire.refuse(true);
  wire.cut();
  await poll('a hundred attempts', async () => wire.refused >= 100);
  wire.refuse(false);
  const { codigo } = await house.given.envio();
  const { capturaId } = (
    await house.http.post<{ capturaId: string }>('/v1/trazas', house.given.traza(codigo))
  ).body;
  await poll('the worker to work again', async () => {
    const { body } = await house.http.get<{ estado: string }>(`/v1/capturas/${capturaId}`);
    return body.estado === 'completa';
  });
  const storm = linesOf(worker)
    .slice(before)
    .filter(({ level }) => level !== 'info' && level !== 'debug');
  expect(storm.map(({ message }) => message).filter((message) => message !== 'se-repite')).toHaveLength(1);
});

test('an expected 503 has a line without a stack', async () => {
  database.refuse(true);
  database.cut();
  const { status } = await poll('a 503', async () => {
    const answer = await house.http.get('/v1/transportistas', tracedBy('f'));
    return answer.status !== 200 && answer;
  });
  expect(status).toBe(503);
  const found = await poll('its lines', async () => {
    const lines = linesOf(api).filter(({ requestId }) => requestId === traceOf('f'));
    return lines.some((line) => line['status'] === 503) && lines;
  });
  expect(found.filter(({ stack }) => stack !== undefined)).toEqual([]);
  expect(found.every(({ level }) => level !== 'error')).toBe(true);
  database.refuse(false);
});
