import { setTimeout as delay } from 'node:timers/promises';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { codigoOf } from '../../src/modules/codigos/domain/codigo.js';
import { EnvioFollower } from '../../src/modules/eventos/envio-follower.js';
import { Log } from '../../src/platform/log/log.js';
import { createInstallation } from '../support/installation.js';
import { LiveEvents } from '../support/live-events.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ env: { TRAZO_SEGUIDORES_MAX: '3' } })));
afterAll(() => stack.close());

const urlOf = (codigo: string) => `${stack.http.url}/v1/envios/${codigo}/eventos`;
const types = ({ events }: LiveEvents) => events.map(({ type }) => type.split('.').at(-2));
const moving = (codigo: string, tipo: string) => stack.given.applied([stack.given.traza(codigo, { tipo })]);
/** Open streams of the API process. */
const open = () => (stack.get(EnvioFollower) as unknown as { streams: Set<unknown> }).streams.size;
const untilClosed = () => poll('all streams to be closed', async () => open() === 0);

test('what happens to an envío is told to those who follow it, and to nobody else', async () => {
  const [one, two] = await stack.given.envios(2);
  const [live, again, other] = await Promise.all(
    [one!, one!, two!].map(({ codigo }) => LiveEvents.open(urlOf(codigo))),
  );
  expect(live!.response.headers.get('content-type')).toBe('text/event-stream');
  expect(live!.response.headers.get('cache-control')).toBe('no-store');
  await moving(one!.codigo, 'recogido');
  await moving(one!.codigo, 'posicion');
  for (const stream of [live!, again!]) await poll('both changes', async () => stream.events.length === 2);
  expect(types(live!)).toEqual(['estado-cambiado', 'actualizado']);
  expect(again!.events).toEqual(live!.events);
  expect(live!.events).toMatchObject([
    { subject: one!.codigo, data: { estado: 'recogido', estadoAnterior: 'registrado' } },
    { subject: one!.codigo, data: { id: one!.id, codigo: one!.codigo } },
  ]);
  expect(live!.retryMs).toBeGreaterThan(0);
  expect(other!.events).toEqual([]);
  for (const stream of [live!, again!, other!]) stream.close();
  await untilClosed();
});

test('who comes back gets what was missed, once; also when nothing had come before', async () => {
  const { codigo } = await stack.given.envio();
  const first = await LiveEvents.open(urlOf(codigo));
  await poll('the place', async () => first.lastId !== '');
  first.close();
  await moving(codigo, 'recogido');
  await moving(codigo, 'escaneo');
  const second = await LiveEvents.open(urlOf(codigo), first.lastId);
  await poll('both', async () => second.events.length === 2);
  second.close();
  await moving(codigo, 'en_transito');
  const third = await LiveEvents.open(urlOf(codigo), second.events[0]!.id);
  await moving(codigo, 'entregado');
  await poll('the rest', async () => third.events.length >= 3);
  expect(types(third)).toEqual(['actualizado', 'estado-cambiado', 'estado-cambiado']);
  expect(third.events[0]).toEqual(second.events[1]);
  third.close();
  await untilClosed();
});

test('finding 25: wherever a stream is cut, its last id promises nothing that has not come', async () => {
  const { codigo } = await stack.given.envio();
  const first = await LiveEvents.open(urlOf(codigo));
  await poll('the place', async () => first.lastId !== '');
  first.close();
  for (const tipo of ['recogido', 'escaneo', 'en_transito']) await moving(codigo, tipo);
  const abort = new AbortController();
  const headers = { ...HOUSE_HEADERS, 'last-event-id': first.lastId };
  const { body } = await fetch(urlOf(codigo), { headers, signal: abort.signal });
  let text = '';
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.split('\ndata: ').length > 3 && text.endsWith('\n\n') && !/data: .*\n\n$/.test(text)) break;
  }
  abort.abort();
  const all = [...text.matchAll(/^data: (.*)$/gm)].map(
    ([, data]) => (JSON.parse(data!) as { id: string }).id,
  );
  expect(all.length).toBe(3);
  // Cut behind each line: what a client has then, and what it is told when it comes back.
  const lines = text.split('\n');
  for (const cut of lines.keys()) {
    const seen = lines.slice(0, cut).filter((line) => line.startsWith('data: ')).length;
    const [lastId = first.lastId] = lines
      .slice(0, cut)
      .filter((line) => line.startsWith('id: '))
      .map((line) => line.slice(4))
      .toReversed();
    const again = await LiveEvents.open(urlOf(codigo), lastId);
    await poll('what is left', async () => seen + again.events.length >= 3);
    expect(again.events.map(({ id }) => id)).toEqual(expect.arrayContaining(all.slice(seen)));
    again.close();
  }
  await untilClosed();
}, 30_000);

test('who was away for too long is told to read the envío anew', async () => {
  const { codigo } = await stack.given.envio();
  const first = await LiveEvents.open(urlOf(codigo));
  await poll('the place', async () => first.lastId !== '');
  first.close();
  await stack.pool.query(`
    INSERT INTO bitacora (envio_id, codigo, cliente_id, estado, motivo, estado_previo, motivo_previo, otros)
    SELECT '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}' FROM generate_series(1, 2001)`);
  const second = await LiveEvents.open(urlOf(codigo), first.lastId);
  await poll('the one event', async () => second.events.length === 1);
  expect(types(second)).toEqual(['actualizado']);
  second.close();
  await untilClosed();
});

test('nobody follows: nobody looks; and a client that is gone is forgotten', async () => {
  const log = stack.get(Log);
  const real = log.number.bind(log);
  let looks = 0;
  log.number = () => {
    looks += 1;
    return real();
  };
  const untilNobodyLooks = () =>
    poll('the looking to end', async () => {
      const before = looks;
      await delay(300);
      return looks === before;
    });
  await untilNobodyLooks();
  looks = 0;
  const envios = await stack.given.envios(50);
  await stack.given.applied(envios.map(({ codigo }) => stack.given.traza(codigo)));
  expect(looks).toBe(0);
  const live = await LiveEvents.open(urlOf(envios[0]!.codigo));
  expect(looks).toBeGreaterThan(0);
  live.close();
  await untilClosed();
  await untilNobodyLooks();
  log.number = real;
});

test('a HEAD follows nothing', async () => {
  const { codigo } = await stack.given.envio();
  const { status } = await fetch(urlOf(codigo), { method: 'HEAD', headers: HOUSE_HEADERS });
  expect(status).toBe(200);
  await untilClosed();
});

test('a code that no envío has, a wrong code, a wrong id: a problem, and no stream', async () => {
  const { codigo } = await stack.given.envio();
  const get = (code: string, lastId = '') =>
    stack.http.get(`/v1/envios/${code}/eventos`, lastId ? { 'last-event-id': lastId } : {});
  expect(await get(codigoOf(99_999_999, 'PE'))).toMatchObject({
    status: 404,
    body: { type: '/problemas/envio-desconocido' },
  });
  expect(await get('TZ123456784PE')).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/codigo' }] },
  });
  expect(await get(codigo, 'zzz')).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/Last-Event-ID' }] },
  });
  expect(open()).toBe(0);
});

test('one too many is a 503 that says when to come back, until somebody leaves', async () => {
  const { codigo } = await stack.given.envio();
  const streams = await Promise.all([1, 2, 3].map(() => LiveEvents.open(urlOf(codigo))));
  const refused = await stack.http.get(`/v1/envios/${codigo}/eventos`);
  expect(refused).toMatchObject({ status: 503, body: { type: '/problemas/demasiados-seguidores' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  streams[0]!.close();
  await poll('room', async () => open() === 2);
  streams.push(await LiveEvents.open(urlOf(codigo)));
  for (const stream of streams) stream.close();
  await untilClosed();
});

test('API and worker as processes: a change is told in time, and SIGTERM ends the stream in order', async () => {
  const installation = await createInstallation();
  const [api] = await Promise.all([installation.start('api'), installation.start('worker')]);
  const { codigo } = await installation.given.envio();
  const live = await LiveEvents.open(`${installation.http.url}/v1/envios/${codigo}/eventos`);
  await installation.given.applied([installation.given.traza(codigo, { tipo: 'recogido' })]);
  await poll('the change', async () => live.events.length === 1);
  expect((await api.stop()).code).toBe(0);
  await poll('the end', async () => live.ended);
  await installation.close();
});
