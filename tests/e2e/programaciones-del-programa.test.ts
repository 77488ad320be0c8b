import type { ListaProgramaciones, Programacion } from '../../src/modules/programaciones/programacion.dto.js';
import { block, expiredReceipts } from '../support/blocker.js';
import { Jobs } from '../support/jobs.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { trazo } from '../support/trazo.js';

let stack: Stack;
let jobs: Jobs;
beforeAll(async () => {
  stack = await startStack();
  jobs = new Jobs(stack.http);
  await jobs.seeded('propagacion');
});
afterAll(() => stack.close());

const list = async () => (await stack.http.get<ListaProgramaciones>('/v1/programaciones')).body.datos;
const ready = () => stack.http.get<{ estado: string; avisos?: string[] }>('/health/ready');

test('finding 28: what the program brings along is paused and changed, not removed', async () => {
  const before = await list();
  expect(before).toHaveLength(10);
  for (const { id, nombre } of before) {
    const answer = await stack.http.delete(`/v1/programaciones/${id}`);
    expect([answer.status, answer.body]).toMatchObject([
      409,
      { type: '/problemas/programacion-del-programa', detail: expect.stringContaining(String(nombre)) },
    ]);
  }
  expect((await list()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  const { id } = await jobs.seeded('limpieza');
  const paused = await stack.http.post<Programacion>(`/v1/programaciones/${id}/pausa`, undefined);
  expect(paused.body).toMatchObject({ pausada: true, proximaEn: null });
  const own = await jobs.programacion({ tipo: 'limpieza' });
  expect((await stack.http.delete(`/v1/programaciones/${own.id}`)).status).toBe(204);
});

test('finding 28: ready warns of a month that is overdue for its refresh, and is ready', async () => {
  const refresco = await jobs.seeded('refresco');
  await stack.http.post(`/v1/programaciones/${refresco.id}/pausa`, undefined);
  await stack.given.envio();
  await poll('no warning', async () => (await ready()).body.avisos === undefined);
  await stack.pool.query(`
    UPDATE programaciones SET creada_en = creada_en - interval '3 hours', vacia_en = vacia_en - interval '3 hours';
    UPDATE ejecuciones SET terminada_en = terminada_en - interval '3 hours'`);
  const { status, body } = await ready();
  expect([status, body]).toEqual([200, { estado: 'listo', avisos: ['refresco-atrasado'] }]);
  await jobs.start(refresco);
  await poll('no warning', async () => (await ready()).body.avisos === undefined);
  await stack.pool.query(`UPDATE refrescos SET pendiente_desde = now() - interval '2 hours'`);
  await stack.given.envio();
  expect((await ready()).body.avisos).toEqual(['refresco-atrasado']);
});

test('finding 40: a job that only people begin shows no hour, and needs one to run by the clock', async () => {
  const byHand = ['purga', 'restauracion', 'reconstruccion', 'propagacion'];
  for (const nombre of byHand) {
    const programacion = await jobs.seeded(nombre);
    expect(programacion).toMatchObject({ cron: null, cada: null, pausada: true, proximaEn: null });
    const path = `/v1/programaciones/${programacion.id}`;
    const resumed = await stack.http.delete(`${path}/pausa`);
    expect([resumed.status, resumed.body]).toMatchObject([400, { errors: [{ code: 'cron-o-cada' }] }]);
    expect((await stack.http.get(`${path}/previsualizacion`)).body).toMatchObject({ datos: [] });
  }
  const { out } = await trazo(stack.http.url, 'jobs', 'ls');
  for (const nombre of byHand) expect(out).toMatch(new RegExp(`^${nombre} +${nombre} +a mano `, 'm'));
});

test('finding 37: logs -f goes on when the API was away for a while', async () => {
  await expiredReceipts(stack.pool, 10);
  const release = await block(stack.pool, 'tandas');
  const run = await jobs.start(await jobs.seeded('limpieza'));
  const wire = await TcpProxy.open(Number(new URL(stack.http.url).port));
  try {
    const followed = trazo(`http://127.0.0.1:${wire.port}`, 'jobs', 'logs', '-f', run.id);
    await jobs.reaches(run, 'en_curso');
    await poll('the run to be followed', async () => wire.connections > 0, 30_000);
    await poll('it to be heard', async () => wire.answered > 1, 30_000);
    wire.refuse(true);
    wire.cut();
    await poll('it to have tried again', async () => wire.refused > 0, 30_000);
    wire.refuse(false);
    await release();
    expect(await followed).toMatchObject({ code: 0, err: 'completada\n' });
  } finally {
    await wire.close();
  }
}, 90_000);

test('finding 37: logs -f says at once that there is no API', async () => {
  const { code, err } = await trazo('http://127.0.0.1:1', 'jobs', 'logs', '-f', 'limpieza');
  expect([code, err]).toEqual([4, expect.stringContaining('No se pudo conectar')]);
});
