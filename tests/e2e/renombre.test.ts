import type { Cliente, ClienteCambiado } from '../../src/modules/clientes/contract.js';
import type { Ejecucion } from '../../src/modules/programaciones/ejecucion.dto.js';
import { createInstallation } from '../support/installation.js';
import { Jobs } from '../support/jobs.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

const DIFFERENCES = `
  SELECT count(*) AS count FROM vista_envios_detalle v JOIN def_envios_detalle d USING (id)
  WHERE (v.cliente_nombre, v.transportista_nombre, v.total_trazas) IS DISTINCT FROM
        (d.cliente_nombre, d.transportista_nombre, d.total_trazas)`;

let stack: Stack;
let jobs: Jobs;
beforeAll(async () => {
  stack = await startStack();
  jobs = new Jobs(stack.http);
});
afterAll(() => stack.close());

const rename = (path: string, nombre: string) => stack.http.patch<ClienteCambiado>(path, { nombre });
const finished = (id: string | null) => jobs.reaches({ id: id! }, 'completada');

test('a new name shows at once, and reaches every envío through a job that says how far it is', async () => {
  const cliente = await stack.given.cliente({ nombre: 'Antes' });
  const other = await stack.given.envio();
  const envios = [
    ...(await stack.given.envios(700, { clienteId: cliente.id, creadoEn: '2026-09-15T00:00:00Z' })),
    ...(await stack.given.envios(5, { clienteId: cliente.id })),
  ];
  const { status, body } = await rename(`/v1/clientes/${cliente.id}`, 'Después');
  expect([status, body]).toMatchObject([200, { id: cliente.id, nombre: 'Después', version: 2 }]);
  expect((await stack.given.detalle(envios[0]!.codigo)).cliente.nombre).toBe('Después');
  const list = await stack.http.get<{ datos: { cliente: { nombre: string } }[] }>(
    `/v1/envios?cliente=${cliente.id}`,
  );
  expect(new Set(list.body.datos.map((envio) => envio.cliente.nombre))).toEqual(new Set(['Después']));

  const run = await finished(body.propagacionId);
  expect(run).toMatchObject({
    tipo: 'propagacion',
    progreso: { hecho: 705, total: 705, unidad: 'envíos' },
    resultado: { envios: 705 },
  });
  const { rows } = await stack.pool.query(
    'SELECT cliente_nombre AS name, count(*) AS count FROM vista_envios_detalle WHERE cliente_id = $1 GROUP BY 1',
    [cliente.id],
  );
  expect(rows).toEqual([{ name: 'Después', count: 705 }]);
  expect((await stack.given.detalle(other.codigo)).cliente.nombre).toBe('Café Andino');
});

test('of a transportista as well; a change that is none of the name starts nothing', async () => {
  const transportista = await stack.given.transportista();
  const { codigo } = await stack.given.envio({ transportistaId: transportista.id });
  const path = `/v1/transportistas/${transportista.id}`;
  const { body } = await rename(path, 'Más Rápidos');
  await finished(body.propagacionId);
  expect((await stack.given.detalle(codigo)).transportista.nombre).toBe('Más Rápidos');
  expect((await rename(path, 'Más Rápidos')).body).toMatchObject({ version: 2, propagacionId: null });
});

test('only what the caller has seen is changed', async () => {
  const { id } = await stack.given.cliente({ documento: '1', email: 'a@b.pe' });
  const path = `/v1/clientes/${id}`;
  const etag = (await stack.http.get(path)).headers.get('etag')!;
  const change = (body: unknown, tag: string) => stack.http.patch<Cliente>(path, body, { 'if-match': tag });
  const first = await change({ documento: null }, etag);
  expect([first.status, first.body]).toMatchObject([200, { documento: null, email: 'a@b.pe', version: 2 }]);
  expect(await change({ nombre: 'Tarde' }, etag)).toMatchObject({
    status: 412,
    body: { type: '/problemas/version-distinta' },
  });
  expect((await change({ nombre: 'A tiempo' }, first.headers.get('etag')!)).body.nombre).toBe('A tiempo');
  expect((await stack.http.get<Cliente>(path)).body).toMatchObject({ nombre: 'A tiempo', version: 3 });
});

test.each([
  [{ nombre: '' }, '#/nombre'],
  [{ nombre: 7 }, '#/nombre'],
  [{ nombre: null }, '#/nombre'],
  [{ email: 'x' }, '#/email'],
  [{ apodo: 'x' }, '#/apodo'],
  [[], '#'],
])('PATCH with %j is 400 and changes nothing', async (body, pointer) => {
  const { id } = await stack.given.cliente();
  expect(await stack.http.patch(`/v1/clientes/${id}`, body)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer }] },
  });
  expect((await stack.http.get<Cliente>(`/v1/clientes/${id}`)).body.version).toBe(1);
});

test('finding 32: what changes nothing is no new version, and a name cannot be taken away', async () => {
  const cliente = await stack.given.cliente({ documento: '1', email: 'a@b.pe' });
  const transportista = await stack.given.transportista();
  for (const [path, { nombre }] of [
    [`/v1/clientes/${cliente.id}`, cliente],
    [`/v1/transportistas/${transportista.id}`, transportista],
  ] as const) {
    const before = await stack.http.get(path);
    for (const body of [{}, { nombre }]) {
      const { status, headers, body: after } = await stack.http.patch<ClienteCambiado>(path, body);
      expect([status, headers.get('etag')]).toEqual([200, before.headers.get('etag')]);
      expect(after).toEqual({ ...(before.body as object), propagacionId: null });
    }
    const refused = await stack.http.patch(path, { nombre: null });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/nombre', code: 'tipo' }] } });
    expect((await stack.http.get(path)).body).toEqual(before.body);
  }
  const same = { documento: '1', email: 'a@b.pe' };
  const { body } = await stack.http.patch<Cliente>(`/v1/clientes/${cliente.id}`, same);
  expect(body.version).toBe(1);
});

test('a cliente that does not exist', async () => {
  const none = '0195f7a0-0000-7000-8000-000000000000';
  for (const path of [`/v1/clientes/${none}`, `/v1/transportistas/${none}`])
    expect(await rename(path, 'X')).toMatchObject({
      status: 404,
      body: { type: '/problemas/recurso-desconocido' },
    });
});

test('a worker that is killed half-way, writers beside it, and more envíos than are marked one by one', async () => {
  const installation = await createInstallation();
  const env = { TRAZO_REFRESCO_SEGUNDOS: '1', TRAZO_COLA_BLOQUEO_SEGUNDOS: '1' };
  const [, worker] = await Promise.all([installation.start('api'), installation.start('worker', env)]);
  const { given, http, pool } = installation;
  const own = new Jobs(http);
  const cliente = await given.cliente({ nombre: 'Antes' });
  const envios = [];
  for (let lote = 0; lote < 5; lote += 1)
    envios.push(...(await given.envios(1_000, { clienteId: cliente.id })));
  await poll(
    'the base to have them',
    async () => (await pool.query('SELECT FROM delta_envios_detalle')).rowCount === 0,
  );

  const { body } = await http.patch<ClienteCambiado>(`/v1/clientes/${cliente.id}`, { nombre: 'Después' });
  const run = { id: body.propagacionId! };
  await poll('the run to be under way', async () => ((await own.get(run)).progreso?.total ?? 0) > 0);
  worker.signal('SIGKILL');
  await worker.exited;
  const posted = given.captured(envios.slice(0, 900).map(({ codigo }) => given.traza(codigo)));
  await installation.start('worker', env);
  await given.settled((await posted).capturaId);
  const ended: Ejecucion = await own.reaches(run, 'completada');
  expect(ended.resultado).toEqual({ envios: 5_000 });
  expect(ended.intentos).toBeGreaterThan(1);
  const { rows } = await pool.query<{ count: number }>(DIFFERENCES);
  expect(rows[0]!.count).toBe(0);
  await installation.close();
});
