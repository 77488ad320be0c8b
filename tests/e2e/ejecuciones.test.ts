import { HOUSE_NAME } from '../../tools/runtime/house-key.js';
import type {
  Ejecucion,
  PaginaEjecuciones,
  Registro,
} from '../../src/modules/programaciones/ejecucion.dto.js';
import type { Programacion } from '../../src/modules/programaciones/programacion.dto.js';
import { answersAs } from '../support/api-description.js';
import { block, expiredReceipts } from '../support/blocker.js';
import { readEvents } from '../support/events.js';
import { Jobs } from '../support/jobs.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

const UNKNOWN = '019aaaaa-0000-7000-8000-000000000000';

let stack: Stack;
let jobs: Jobs;
let limpieza: Programacion;
beforeAll(async () => {
  stack = await startStack();
  jobs = new Jobs(stack.http);
  // What the clock begins by itself would get in the way.
  for (const name of ['limpieza', 'refresco', 'apertura-de-periodos'])
    await stack.http.post(`/v1/programaciones/${(await jobs.seeded(name)).id}/pausa`, undefined);
  await poll('nothing to be under way', async () => {
    const { body } = await stack.http.get<PaginaEjecuciones>('/v1/ejecuciones');
    return body.datos.every(({ terminadaEn }) => terminadaEn !== null);
  });
  limpieza = await jobs.programacion({ pausada: true });
});
afterAll(() => stack.close());

const receipts = async () =>
  (await stack.pool.query<{ count: number }>('SELECT count(*) FROM tandas')).rows[0]?.count;
const post = (path: string, body?: unknown, headers = {}) => stack.http.post<Ejecucion>(path, body, headers);

test('run by hand, paused or not: from waiting to its result', async () => {
  await expiredReceipts(stack.pool, 2_500);
  const answer = await post(`/v1/programaciones/${limpieza.id}/ejecucion`, {});
  expect(answer.status).toBe(202);
  expect(answer.headers.get('location')).toBe(`/v1/ejecuciones/${answer.body.id}`);
  expect(answer.body).toMatchObject({
    estado: 'en_cola',
    origen: 'manual',
    simulacro: false,
    previstaEn: null,
  });
  const done = await jobs.reaches(answer.body, 'completada');
  expect(done).toMatchObject({
    resultado: { recibosYClaves: 2_500, ejecuciones: 0 },
    progreso: { hecho: 2_500, total: null, unidad: 'filas', restanteS: null },
    intentos: 1,
    iniciadaPor: HOUSE_NAME,
  });
  expect(done.worker).toMatch(`:${process.pid}`);
  expect(Date.parse(done.terminadaEn!)).toBeGreaterThanOrEqual(Date.parse(done.iniciadaEn!));
  expect(await receipts()).toBe(0);
  (await answersAs(stack.http))('Ejecucion', done);
  const { body } = await stack.http.get<Programacion>(`/v1/programaciones/${limpieza.id}`);
  expect(body.ultima).toMatchObject({ id: done.id, estado: 'completada' });
});

test('a dry run says what it would do, and touches nothing', async () => {
  await expiredReceipts(stack.pool, 1_200);
  const run = await jobs.start(limpieza, { simulacro: true });
  const done = await jobs.reaches(run, 'completada');
  expect(done).toMatchObject({ simulacro: true, resultado: { recibosYClaves: 1_200, ejecuciones: 0 } });
  expect(await receipts()).toBe(1_200);
  await stack.pool.query('DELETE FROM tandas');

  await stack.given.envio({ creadoEn: '2020-03-03T12:00:00Z' });
  const refresco = await jobs.seeded('refresco');
  const refresh = await jobs.reaches(await jobs.start(refresco, { simulacro: true }), 'completada');
  expect(refresh.resultado).toMatchObject({
    meses: expect.arrayContaining([{ model: 'envios_detalle', month: '2020-03-01', folded: 1, ms: 0 }]),
  });
  const { rows } = await stack.pool.query('SELECT FROM delta_envios_detalle');
  expect(rows).toHaveLength(1);
  // The worker's own first run opens them; it may not have come to it yet.
  const ahead = `SELECT FROM periodos WHERE mes >= date_trunc('month', now() AT TIME ZONE 'UTC')`;
  await poll('the months ahead to be open', async () => (await stack.pool.query(ahead)).rowCount === 3);
  const apertura = await jobs.seeded('apertura-de-periodos');
  const open = await jobs.reaches(await jobs.start(apertura, { simulacro: true }), 'completada');
  expect(open.resultado).toEqual({});
});

test('parameters are laid over those of the programación, and held to their rules', async () => {
  const run = await jobs.start(limpieza, { parametros: { ejecucionesDias: 3_650 } });
  expect(run.parametros).toEqual({ ejecucionesDias: 3_650 });
  await jobs.reaches(run, 'completada');
  const bad = await post(`/v1/programaciones/${limpieza.id}/ejecucion`, {
    parametros: { ejecucionesDias: -1 },
  });
  expect(bad).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/parametros/ejecucionesDias' }] } });
});

test('a run that is cancelled stops at its next safe point, and leaves the rest', async () => {
  await expiredReceipts(stack.pool, 3_000);
  const release = await block(stack.pool, 'tandas');
  const run = await jobs.start(limpieza);
  await jobs.reaches(run, 'en_curso');
  const answer = await post(`/v1/ejecuciones/${run.id}/cancelacion`);
  expect(answer).toMatchObject({ status: 202, body: { estado: 'en_curso', canceladaPor: HOUSE_NAME } });
  expect((await post(`/v1/ejecuciones/${run.id}/cancelacion`)).status).toBe(202);
  await poll('the worker to have heard of it', async () => {
    const { rows } = await stack.pool.query(
      `SELECT FROM ejecuciones WHERE id = $1 AND arriendo_hasta - interval '20 s' > cancelacion_en`,
      [run.id],
    );
    return rows.length > 0;
  });
  await release();
  const done = await jobs.reaches(run, 'cancelada');
  expect(done).toMatchObject({ progreso: { hecho: 1_000 }, resultado: null, problema: null });
  expect(await receipts()).toBe(2_000);
  await stack.pool.query('DELETE FROM tandas');
  const again = await post(`/v1/ejecuciones/${run.id}/cancelacion`);
  expect(again).toMatchObject({ status: 202, body: { estado: 'cancelada' } });
});

test('while one is open there is no other, but a dry run is in nobody’s way', async () => {
  await expiredReceipts(stack.pool, 1);
  const release = await block(stack.pool, 'tandas');
  const run = await jobs.start(limpieza);
  const other = await post(`/v1/programaciones/${limpieza.id}/ejecucion`, {}, { 'accept-language': 'en' });
  expect(other).toMatchObject({ status: 409, body: { type: '/problemas/ejecucion-en-curso' } });
  expect((await jobs.reaches(await jobs.start(limpieza, { simulacro: true }), 'completada')).simulacro).toBe(
    true,
  );
  const early = await post(`/v1/ejecuciones/${run.id}/reintento`);
  expect(early).toMatchObject({ status: 409, body: { type: '/problemas/ejecucion-sin-fallo' } });
  await release();
  await jobs.reaches(run, 'completada');
  const late = await post(`/v1/ejecuciones/${run.id}/cancelacion`);
  expect(late).toMatchObject({ status: 409, body: { type: '/problemas/ejecucion-terminada' } });
});

test('out of time it stops, says so in the language asked for, and can be tried again', async () => {
  const limited = await jobs.programacion({ pausada: true, tiempoLimite: 'PT1S' });
  await expiredReceipts(stack.pool, 1_500);
  const release = await block(stack.pool, 'tandas');
  const run = await jobs.start(limited);
  await jobs.reaches(run, 'en_curso');
  await poll('a second to be over', async () => {
    const { rows } = await stack.pool.query(
      `SELECT FROM ejecuciones WHERE id = $1 AND now() - iniciada_en > interval '1500 ms'`,
      [run.id],
    );
    return rows.length > 0;
  });
  await release();
  const failed = await jobs.reaches(run, 'fallida');
  expect(failed.problema).toMatchObject({
    type: '/problemas/tiempo-agotado',
    detail: expect.stringMatching('1 s'),
  });
  const english = await stack.http.get<Ejecucion>(`/v1/ejecuciones/${run.id}`, { 'accept-language': 'en' });
  expect(english.body.problema?.title).toBe('The job ran out of time');
  const retry = await post(`/v1/ejecuciones/${run.id}/reintento`, undefined, { 'idempotency-key': 'otra' });
  expect(retry).toMatchObject({ status: 202, body: { origen: 'reintento', reintentoDe: run.id } });
  const repeated = await post(`/v1/ejecuciones/${run.id}/reintento`, undefined, {
    'idempotency-key': 'otra',
  });
  expect(repeated.body.id).toBe(retry.body.id);
  await jobs.reaches(retry.body, 'completada');
});

test('what a job throws is why it failed', async () => {
  const reconstruccion = await jobs.seeded('reconstruccion');
  await stack.pool.query('CREATE SCHEMA reconstruccion');
  const failed = await jobs.reaches(await jobs.start(reconstruccion), 'fallida');
  expect(failed.problema).toMatchObject({
    type: '/problemas/trabajo-fallido',
    detail: expect.stringMatching(/reconstruccion.*already exists/),
  });
  await stack.pool.query('DROP SCHEMA reconstruccion');
  const { body } = await post(`/v1/ejecuciones/${failed.id}/reintento`);
  const done = await jobs.reaches(body, 'completada');
  expect(done).toMatchObject({
    resultado: { modelos: [{ modelo: 'envios_detalle' }] },
    progreso: { hecho: 1, total: 1, unidad: 'modelos' },
    lineas: 1,
  });
  const log = await stack.http.get<Registro>(`/v1/ejecuciones/${done.id}/registro`);
  expect(log.body.datos).toMatchObject([{ numero: 1, texto: expect.stringMatching('envios_detalle') }]);
});

test('live: progress as it comes, the lines of the log, the end', async () => {
  const reconstruccion = await jobs.seeded('reconstruccion');
  const release = await block(stack.pool, 'codigos_envio');
  const run = await jobs.start(reconstruccion);
  await jobs.reaches(run, 'en_curso');
  const events = readEvents(stack.http, `/v1/ejecuciones/${run.id}/eventos`);
  const first = await events.next();
  expect(first.value).toMatchObject({ event: 'ejecucion', data: { id: run.id, estado: 'en_curso' } });
  await release();
  const rest = [];
  for await (const event of events) rest.push(event);
  expect(rest.filter(({ event }) => event === 'linea')).toMatchObject([{ id: '1', data: { numero: 1 } }]);
  expect(rest.slice(-2)).toMatchObject([
    { event: 'ejecucion', data: { estado: 'completada' } },
    { event: 'fin', id: 'fin', data: { estado: 'completada' } },
  ]);
  const after = async (id: string) => {
    const heard = [];
    for await (const event of readEvents(stack.http, `/v1/ejecuciones/${run.id}/eventos`, id))
      heard.push(event.event);
    return heard;
  };
  expect(await after('0')).toEqual(['linea', 'ejecucion', 'fin']);
  expect(await after('1')).toEqual(['ejecucion', 'fin']);
  expect((await stack.http.get(`/v1/ejecuciones/${run.id}/eventos`, { 'last-event-id': 'fin' })).status).toBe(
    204,
  );
});

test('listed newest first, page by page, by what one looks for', async () => {
  const all = await jobs.runs(limpieza);
  expect(all.length).toBeGreaterThan(3);
  expect(all.map(({ id }) => id)).toEqual(
    all
      .map(({ id }) => id)
      .toSorted()
      .reverse(),
  );
  const path = `/v1/ejecuciones?programacionId=${limpieza.id}&limit=2`;
  const { body, headers } = await stack.http.get<PaginaEjecuciones>(path);
  expect(body.datos).toEqual(all.slice(0, 2));
  expect(headers.get('link')).toMatch(/rel="next"/);
  const next = await stack.http.get<PaginaEjecuciones>(`${path}&cursor=${body.siguiente}`);
  expect(next.body.datos).toEqual(all.slice(2, 4));
  expect((await jobs.runs(limpieza, '&estado=cancelada')).map(({ estado }) => estado)).toEqual(['cancelada']);
  expect(await jobs.runs(limpieza, '&tipo=refresco')).toEqual([]);
  expect(await jobs.runs(limpieza, `&desde=${all[0]!.creadaEn}`)).toHaveLength(1);
  expect((await stack.http.get('/v1/ejecuciones?estado=viva')).status).toBe(400);
  const unknown = ['', '/registro', '/eventos'].map((of) =>
    stack.http.get(`/v1/ejecuciones/${UNKNOWN}${of}`),
  );
  expect((await Promise.all(unknown)).map(({ status }) => status)).toEqual([404, 404, 404]);
  expect((await post(`/v1/ejecuciones/${UNKNOWN}/cancelacion`)).status).toBe(404);
});

test('runs that ended long ago are dropped', async () => {
  const old = await jobs.reaches(await jobs.start(limpieza), 'completada');
  await stack.pool.query(`UPDATE ejecuciones SET terminada_en = now() - interval '31 days' WHERE id = $1`, [
    old.id,
  ]);
  const done = await jobs.reaches(await jobs.start(limpieza), 'completada');
  expect(done.resultado).toMatchObject({ ejecuciones: 1 });
  expect((await stack.http.get(`/v1/ejecuciones/${old.id}`)).status).toBe(404);
});
