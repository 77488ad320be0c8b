import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { freePort } from '../../scripts/lib/ports.mjs';
import { createInstallation, type Installation } from '../support/installation.js';
import { poll } from '../support/poll.js';
import type { Program } from '../support/program.js';
import { scrape, sumOf } from '../support/prometheus-text.js';
import { seriesNamed } from '../support/watch-rules.js';

let house: Installation;
let api: Program;
let ports: { api: number; worker: number };
beforeAll(async () => {
  house = await createInstallation();
  ports = { api: await freePort(), worker: await freePort() };
  const portOf = (port: number) => ({ TRAZO_METRICAS_PUERTO: String(port) });
  api = await house.start('api', portOf(ports.api));
  await house.start('worker', portOf(ports.worker));
});
afterAll(() => house.close());

test('requests, captures and trazas are counted, and how long a traza takes to be visible', async () => {
  const { codigo } = await house.given.envio();
  const before = await scrape(ports.api);
  const { body } = await house.http.post<{ capturaId: string }>('/v1/trazas', [
    house.given.traza(codigo),
    house.given.traza(codigo, { tipo: 'nada' }),
  ]);
  await poll('the traza to be stored', async () => {
    const { body: captura } = await house.http.get<{ estado: string }>(`/v1/capturas/${body.capturaId}`);
    return captura.estado === 'completa';
  });
  const after = await scrape(ports.api);
  const grown = (name: string, labels = {}) => sumOf(after, name, labels) - sumOf(before, name, labels);
  expect(grown('trazo_http_requests_total', { method: 'POST', route: '/v1/trazas', status: '2xx' })).toBe(1);
  expect(grown('trazo_http_request_duration_seconds_count', { route: '/v1/trazas' })).toBe(1);
  expect(grown('trazo_captures_total', { via: 'suelta' })).toBe(1);
  expect(grown('trazo_trazas_total', { result: 'aceptada' })).toBe(1);
  expect(grown('trazo_trazas_total', { result: 'rechazada' })).toBe(1);
  const worker = await poll('the worker to have counted it', async () => {
    const series = await scrape(ports.worker);
    return sumOf(series, 'trazo_trazas_settled_total') > 0 && series;
  });
  expect(sumOf(worker, 'trazo_visible_seconds_count')).toBe(sumOf(worker, 'trazo_trazas_settled_total'));
  expect(
    sumOf(worker, 'trazo_queue_jobs_total', { queue: 'trazas-sueltas', outcome: 'done' }),
  ).toBeGreaterThan(0);
});

test('what was refused is counted by its problem', async () => {
  const before = await scrape(ports.api);
  await house.http.get('/v1/envios', { authorization: 'Bearer nadie' });
  await house.http.post('/v1/sesiones', { email: `${randomUUID()}@correo.pe`, clave: 'no es esta clave' });
  const after = await scrape(ports.api);
  for (const code of ['credencial-invalida', 'inicio-invalido'])
    expect(
      sumOf(after, 'trazo_problems_total', { code }) - sumOf(before, 'trazo_problems_total', { code }),
    ).toBe(1);
});

test('what a process leans on and what it is made of can be read', async () => {
  const series = await scrape(ports.api);
  const names = new Set(series.map(({ name }) => name));
  for (const name of [
    'trazo_db_pool_connections',
    'trazo_db_pool_max',
    'trazo_redis_up',
    'trazo_queue_closed',
    'trazo_live_followers',
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
  ])
    expect([name, names.has(name)]).toEqual([name, true]);
});

test('figures that need a query are told by one process, at most every 15 seconds', async () => {
  const [first, second] = await Promise.all([scrape(ports.api), scrape(ports.worker)]);
  const tellers = [first, second].filter((series) => series.some(({ name }) => name === 'trazo_db_up'));
  expect(tellers).toHaveLength(1);
  const names = new Set(tellers.flat().map(({ name }) => name));
  for (const name of [
    'trazo_queue_items',
    'trazo_queue_drained_items_per_second',
    'trazo_queue_oldest_seconds',
    'trazo_queue_workers',
    'trazo_delta_oldest_seconds',
    'trazo_months',
    'trazo_months_standing_still',
    'trazo_job_late_seconds',
    'trazo_job_last_failed',
    'trazo_rechazos_open',
    'trazo_trazas_waiting',
    'trazo_envios_created_today',
    'trazo_envios_on_time_today',
    'trazo_envios_first_attempts_today',
    'trazo_db_size_bytes',
    'trazo_disk_free_bytes',
  ])
    expect([name, names.has(name)]).toEqual([name, true]);
  expect(sumOf(tellers.flat(), 'trazo_scrape_failures_total')).toBe(0);

  // An envío that comes now is not seen by a figure that is younger than 15 s: nothing was asked anew.
  const port = tellers[0] === first ? ports.api : ports.worker;
  const created = sumOf(tellers.flat(), 'trazo_envios_created_today');
  await house.given.envio();
  expect(sumOf(await scrape(port), 'trazo_envios_created_today')).toBe(created);
});

test('ten thousand different paths, methods and answers make no more than a few series', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const ask = (method: string, path: string) =>
    new Promise<void>((resolve, reject) => {
      request(`${house.http.url}${path}`, { agent, method }, (response) =>
        response.resume().once('end', resolve),
      )
        .once('error', reject)
        .end();
    });
  const before = (await scrape(ports.api)).length;
  const paths = Array.from({ length: 10_000 }, (_, n) => {
    const stranger = `${n}-${randomUUID()}`;
    return [
      `/v1/${stranger}`,
      `/v1/envios/${stranger}`,
      `/${stranger}/v1/envios`,
      `/v1/capturas/${stranger}?x=${n}`,
    ][n % 4] as string;
  });
  const methods = ['GET', 'PUT', 'DELETE', 'PROPFIND', 'OPTIONS'];
  await Promise.all(paths.map((path, n) => ask(methods[n % methods.length] as string, path)));
  agent.destroy();
  const after = await scrape(ports.api);
  expect(sumOf(after, 'trazo_http_requests_total')).toBeGreaterThan(10_000);
  expect(after.length - before).toBeLessThan(500);
  expect(JSON.stringify(after)).not.toContain(paths[0]?.split('-').at(-1));
}, 300_000);

/** What only exists with a replica, with a reader of the log, while an errand is kept, or that somebody else's exporter tells. */
const ELSEWHERE = /^(?:trazo_replica_|trazo_reader_|trazo_errands$|probe_)/;

test('each series that rules and dashboards name is there', async () => {
  const run = await house.http.get<{ datos: { id: string; tipo: string }[] }>('/v1/programaciones');
  const limpieza = run.body.datos.find(({ tipo }) => tipo === 'limpieza');
  await house.http.post(`/v1/programaciones/${limpieza?.id}/ejecucion`, {});
  const { recorded, read } = seriesNamed();
  const wanted = read.filter((name) => !recorded.includes(name) && !ELSEWHERE.test(name));
  expect(wanted.length).toBeGreaterThan(40);
  await poll(`each of ${wanted.join(', ')}`, async () => {
    const series = (await Promise.all([scrape(ports.api), scrape(ports.worker)])).flat();
    const names = new Set(series.map(({ name }) => name));
    return wanted.every((name) => names.has(name));
  });
});

test('the port of the metrics answers nothing else, and without one there is none', async () => {
  for (const path of ['/', '/v1/envios', '/health/live'])
    expect((await fetch(`http://127.0.0.1:${ports.api}${path}`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${ports.api}/metrics`, { method: 'POST' })).status).toBe(404);
  expect((await house.http.get('/metrics')).status).toBe(404);
  expect((await api.stop()).code).toBe(0);
  await house.start('api');
  await expect(fetch(`http://127.0.0.1:${ports.api}/metrics`)).rejects.toThrow();
  expect((await house.http.get('/health/ready')).status).toBe(200);
});

test('when the process that told the figures is gone, another one does', async () => {
  await poll('the worker to tell them', async () =>
    (await scrape(ports.worker)).some(({ name }) => name === 'trazo_db_up'),
  );
});
