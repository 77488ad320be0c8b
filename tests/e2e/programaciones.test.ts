import type { ListaTipos, Previsualizacion } from '../../src/modules/programaciones/fechas.dto.js';
import type { ListaProgramaciones, Programacion } from '../../src/modules/programaciones/programacion.dto.js';
import { jobTypes } from '../../src/platform/jobs/job-types.js';
import { answersAs } from '../support/api-description.js';
import { Jobs } from '../support/jobs.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { threadCpu } from '../support/process-cost.js';

const UNKNOWN = '019aaaaa-0000-7000-8000-000000000000';

let stack: Stack;
let jobs: Jobs;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  jobs = new Jobs(stack.http);
});
afterAll(() => stack.close());

const list = async () => (await stack.http.get<ListaProgramaciones>('/v1/programaciones')).body.datos;

test('created, read, changed, removed', async () => {
  const answer = await stack.http.post<Programacion>('/v1/programaciones', {
    nombre: 'Limpieza de domingo',
    tipo: 'limpieza',
    parametros: { ejecucionesDias: 7 },
    cron: '0 3 * * sun',
    zona: 'America/Bogota',
    solapamiento: 'encolar',
    ventanaRecuperacion: 'PT90M',
    dispersion: 'PT5M',
    tiempoLimite: 'PT2H',
  });
  expect(answer.status).toBe(201);
  const { id } = answer.body;
  expect(answer.headers.get('location')).toBe(`/v1/programaciones/${id}`);
  expect(answer.body).toMatchObject({
    ventanaRecuperacion: 'PT1H30M',
    dispersion: 'PT5M',
    tiempoLimite: 'PT2H',
    cada: null,
    pausada: false,
    ultima: null,
    version: 1,
  });
  expect(answer.body.proximaEn).toMatch(/T08:00:00\.000Z$/);
  (await answersAs(stack.http))('Programacion', answer.body);
  expect((await stack.http.get(`/v1/programaciones/${id}`)).body).toEqual(answer.body);

  const change = { cada: 'PT30S', tiempoLimite: null, parametros: {}, nombre: null };
  const changed = await stack.http.patch<Programacion>(`/v1/programaciones/${id}`, change);
  expect(changed.body).toMatchObject({
    cron: null,
    cada: 'PT30S',
    tiempoLimite: null,
    parametros: {},
    version: 2,
  });
  expect(changed.body).toMatchObject({ solapamiento: 'encolar', zona: 'America/Bogota', nombre: null });
  expect(Date.parse(changed.body.proximaEn!) % 30_000).toBe(0);

  expect((await stack.http.delete(`/v1/programaciones/${id}`)).status).toBe(204);
  expect((await stack.http.get(`/v1/programaciones/${id}`)).status).toBe(404);
  expect((await list()).map((each) => each.id)).not.toContain(id);
});

test('what a change of the name leaves alone is when it runs', async () => {
  const before = await jobs.programacion();
  await stack.pool.query(`UPDATE programaciones SET proxima_en = now() - interval '1 hour' WHERE id = $1`, [
    before.id,
  ]);
  const { body } = await stack.http.patch<Programacion>(`/v1/programaciones/${before.id}`, {
    nombre: 'otra',
  });
  expect(Date.parse(body.proximaEn!)).toBeLessThan(Date.now());
  const zoned = await stack.http.patch<Programacion>(`/v1/programaciones/${before.id}`, { zona: 'UTC' });
  expect(zoned.body.proximaEn).toMatch(/-01-01T00:00:00\.000Z$/);
});

test('who changes what somebody else has changed is told', async () => {
  const { id } = await jobs.programacion();
  const path = `/v1/programaciones/${id}`;
  const tag = (await stack.http.get(path)).headers.get('etag')!;
  expect((await stack.http.get(path, { 'if-none-match': tag })).status).toBe(304);
  // What changes by itself is no change to lose.
  await stack.pool.query(`UPDATE programaciones SET omitidas = 7 WHERE id = $1`, [id]);
  expect((await stack.http.get(path, { 'if-none-match': tag })).status).toBe(200);
  expect((await stack.http.patch(path, { nombre: 'a' }, { 'if-match': tag })).status).toBe(200);
  const late = await stack.http.patch(path, { nombre: 'b' }, { 'if-match': tag });
  expect(late).toMatchObject({ status: 412, body: { type: '/problemas/version-distinta' } });
  expect((await stack.http.delete(path, { 'if-match': tag })).status).toBe(412);
  expect((await stack.http.delete(path, { 'if-match': '*' })).status).toBe(204);
});

test('finding 32: what changes nothing is no new version, and null stands only where something may be missing', async () => {
  const { id } = await jobs.programacion();
  const path = `/v1/programaciones/${id}`;
  const before = await stack.http.get<Programacion>(path);
  const { zona, parametros, pausada, solapamiento, nombre, cron } = before.body;
  for (const body of [
    {},
    { zona, parametros, pausada, solapamiento, nombre, cron, cada: null, tiempoLimite: null },
  ]) {
    const { status, body: after } = await stack.http.patch<Programacion>(path, body);
    expect([status, after]).toEqual([200, before.body]);
  }
  const never = [
    'parametros',
    'zona',
    'solapamiento',
    'ventanaRecuperacion',
    'dispersion',
    'pausada',
    'cron',
  ];
  for (const name of never)
    expect(await stack.http.patch(path, { [name]: null })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: `#/${name}` }] },
    });
  expect((await stack.http.get(path)).body).toEqual(before.body);
});

test('the same Idempotency-Key creates once', async () => {
  const body = { tipo: 'refresco', cada: 'PT1H' };
  const create = () =>
    stack.http.post<Programacion>('/v1/programaciones', body, { 'idempotency-key': 'una-vez' });
  const [first, second] = [await create(), await create()];
  expect(second).toMatchObject({ status: 201, body: { id: first.body.id } });
});

test.each([
  ['a cron that never fires', { cron: '0 0 30 2 *' }, '#/cron', 'cron-sin-fecha'],
  ['no cron', { cron: 'every day' }, '#/cron', 'cron'],
  ['six fields', { cron: '0 0 2 * * *' }, '#/cron', 'cron'],
  ['neither cron nor cada', { cron: undefined }, '#/cron', 'cron-o-cada'],
  ['both', { cada: 'PT1H' }, '#/cada', 'cron-o-cada'],
  ['an unknown time zone', { zona: 'America/Macondo' }, '#/zona', 'zona-horaria'],
  ['an unknown type', { tipo: 'cafe' }, '#/tipo', 'valor-desconocido'],
  [
    'a parameter of the wrong type',
    { parametros: { ejecucionesDias: 'siete' } },
    '#/parametros/ejecucionesDias',
    'tipo',
  ],
  [
    'a parameter out of range',
    { parametros: { ejecucionesDias: 0 } },
    '#/parametros/ejecucionesDias',
    'rango',
  ],
  ['an unknown parameter', { parametros: { dias: 7 } }, '#/parametros/dias', 'campo-desconocido'],
  [
    'one for a type that has none',
    { tipo: 'refresco', parametros: { mes: 1 } },
    '#/parametros/mes',
    'campo-desconocido',
  ],
  ['parameters that are no object', { parametros: [1] }, '#/parametros', 'tipo'],
  ['every nothing', { cron: undefined, cada: 'PT0S' }, '#/cada', 'duracion-iso'],
  ['a duration of another form', { ventanaRecuperacion: '6h' }, '#/ventanaRecuperacion', 'duracion-iso'],
  ['months, which have no length', { tiempoLimite: 'P1M' }, '#/tiempoLimite', 'duracion-iso'],
  ['an unknown policy', { solapamiento: 'esperar' }, '#/solapamiento', 'valor-desconocido'],
  ['an unknown field', { crn: '* * * * *' }, '#/crn', 'campo-desconocido'],
])('%s is refused, with a pointer to it', async (_, fields, pointer, code) => {
  const before = await list();
  const body = { tipo: 'limpieza', cron: '0 2 * * *', ...fields };
  const answer = await stack.http.post<{ errors: object[] }>('/v1/programaciones', body);
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toEqual([expect.objectContaining({ pointer, code })]);
  expect(await list()).toEqual(before);
});

test('a change is held to the same rules', async () => {
  const { id } = await jobs.programacion({ tipo: 'refresco' });
  const answer = await stack.http.patch(`/v1/programaciones/${id}`, { parametros: { mes: 1 } });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/parametros/mes' }] } });
  expect((await stack.http.patch(`/v1/programaciones/${id}`, { tipo: 'limpieza' })).status).toBe(400);
});

test('what is not there is not found', async () => {
  const path = `/v1/programaciones/${UNKNOWN}`;
  const answers = await Promise.all([
    stack.http.get(path),
    stack.http.patch(path, {}),
    stack.http.delete(path),
    stack.http.post(`${path}/ejecucion`, {}),
    stack.http.post(`${path}/pausa`, undefined),
    stack.http.delete(`${path}/pausa`),
    stack.http.get(`${path}/previsualizacion`),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(Array(7).fill(404));
  expect((await stack.http.get('/v1/programaciones/7')).status).toBe(400);
});

test('the next ten fire times, right across a change of clocks', async () => {
  const horario = { cron: '30 2 * * *', zona: 'America/New_York', desde: '2026-03-05T12:00:00Z' };
  const { status, body } = await stack.http.post<Previsualizacion>(
    '/v1/programaciones/previsualizacion',
    horario,
  );
  expect(status).toBe(200);
  expect(body.datos).toHaveLength(10);
  expect(body.datos.slice(1, 4)).toEqual([
    { en: '2026-03-07T07:30:00.000Z', local: '2026-03-07T02:30:00-05:00' },
    { en: '2026-03-08T07:00:00.000Z', local: '2026-03-08T03:00:00-04:00' },
    { en: '2026-03-09T06:30:00.000Z', local: '2026-03-09T02:30:00-04:00' },
  ]);
  const { id } = await jobs.programacion({ cron: '0 0 * * *', zona: 'America/Santiago', pausada: true });
  const saved = await stack.http.get<Previsualizacion>(
    `/v1/programaciones/${id}/previsualizacion?desde=2026-09-05T12:00:00Z`,
  );
  expect(saved.body.datos[0]).toEqual({ en: '2026-09-06T04:00:00.000Z', local: '2026-09-06T01:00:00-03:00' });
  (await answersAs(stack.http))('Previsualizacion', saved.body);
  const never = await stack.http.post('/v1/programaciones/previsualizacion', { cron: '0 0 31 2 *' });
  expect(never).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/cron', code: 'cron-sin-fecha' }] },
  });
});

test('finding 4: a look ahead over centuries costs little, and ends with the range of instants', async () => {
  const ask = (desde: string) =>
    stack.http.post<Previsualizacion>('/v1/programaciones/previsualizacion', {
      cron: '0 0 29 2 +1',
      zona: 'America/New_York',
      desde,
    });
  const costs: number[] = [];
  for (let look = 0; look < 3; look += 1) {
    const taken = threadCpu();
    const { status, body } = await ask('2026-11-28T00:00:00Z');
    costs.push(taken());
    expect([status, body.datos.length]).toEqual([200, 6]);
  }
  expect(Math.min(...costs)).toBeLessThan(150);
  expect((await ask('2199-12-31T23:59:59.999Z')).body.datos).toEqual([]);
});

test('every type tells the schema of its parameters', async () => {
  const { body } = await stack.http.get<ListaTipos>('/v1/programaciones/tipos');
  expect(body.datos.map(({ tipo }) => tipo)).toEqual(jobTypes());
  const limpieza = body.datos.find(({ tipo }) => tipo === 'limpieza');
  expect(limpieza?.esquema).toMatchObject({
    additionalProperties: false,
    properties: { ejecucionesDias: { type: ['integer', 'null'], minimum: 1 } },
  });
});

test('the program brings its own along, and never overwrites what an operator changed', async () => {
  await stack.startWorker();
  const refresco = await jobs.seeded('refresco');
  expect(refresco).toMatchObject({ tipo: 'refresco', cada: 'PT1M', pausada: false });
  expect(await jobs.seeded('reconstruccion')).toMatchObject({ pausada: true, proximaEn: null });
  expect((await jobs.seeded('limpieza')).version).toBe(1);
  await stack.http.patch(`/v1/programaciones/${refresco.id}`, { cada: 'PT5M' });
  const apertura = await jobs.seeded('apertura-de-periodos');
  expect((await stack.http.delete(`/v1/programaciones/${apertura.id}`)).status).toBe(409);
  // As one of an earlier version of the program might be.
  await stack.pool.query(`UPDATE programaciones SET cron = '7 7 7 7 *' WHERE semilla = 'limpieza'`);
  await stack.stopWorker();
  await stack.startWorker();
  await poll('what nobody has touched to follow the program', async () => {
    return (await jobs.seeded('limpieza')).cron === '*/10 * * * *';
  });
  expect((await list()).filter(({ nombre }) => nombre === 'refresco')).toMatchObject([
    { id: refresco.id, cada: 'PT5M' },
  ]);
  expect((await list()).map(({ nombre }) => nombre)).toContain('apertura-de-periodos');
});
