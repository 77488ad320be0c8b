import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { CentroCambiado, Centro } from '../../src/modules/centros/contract.js';
import type { Page } from '../../src/platform/http/page.js';
import { Jobs } from '../support/jobs.js';
import { type Stack, startStack } from '../support/stack.js';
import { trazo } from '../support/trazo.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

const NONE = '0195f7a0-0000-7000-8000-000000000000';
const list = <T extends object>(path: string) => stack.http.get<Page<T>>(path);
const namesAt = async (path: string) =>
  (await list<{ nombre: string }>(path)).body.datos.map(({ nombre }) => nombre);

test('clientes are listed newest first, page by page, by links', async () => {
  const made: string[] = [];
  for (const nombre of ['Uno', 'Dos', 'Tres', 'Cuatro', 'Cinco'])
    made.unshift((await stack.given.cliente({ nombre: `${nombre} Paginado` })).id);
  const seen: string[] = [];
  let path = '/v1/clientes?q=paginado&limit=2';
  for (;;) {
    const { status, headers, body } = await list<{ id: string }>(path);
    expect(status).toBe(200);
    seen.push(...body.datos.map(({ id }) => id));
    const next = /^<(.+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
    expect(next === undefined).toBe(body.siguiente === null);
    if (next === undefined) break;
    path = next;
  }
  expect(seen).toEqual(made);
});

test('words find by their beginnings in any order, without regard to accents and case; an empty q is no filter', async () => {
  await stack.given.cliente({
    nombre: 'Panadería Ñandú',
    documento: '20512345678',
    email: 'ventas@nandu.pe',
  });
  for (const q of ['ñandu', 'NANDU pana', 'panaderia', '205123', 'ventas', 'nandu.pe'])
    expect([q, await namesAt(`/v1/clientes?q=${encodeURIComponent(q)}`)]).toEqual([q, ['Panadería Ñandú']]);
  for (const q of ['anderia', 'nandu lima', "'&|!:*()"])
    expect([q, await namesAt(`/v1/clientes?q=${encodeURIComponent(`${q} x'`)}`)]).toEqual([q, []]);
  expect((await namesAt('/v1/clientes?q=')).length).toBeGreaterThan(0);
  expect(await stack.http.get('/v1/clientes?q=%21')).toMatchObject({ status: 400 });
});

test('transportistas by name and codigo, centros by name, codigo, city and region', async () => {
  await stack.given.transportista({ nombre: 'Rayo Andino', codigo: 'RAYO-7' });
  for (const q of ['andino', 'rayo', '7 rayo'])
    expect(await namesAt(`/v1/transportistas?q=${encodeURIComponent(q)}`)).toEqual(['Rayo Andino']);
  await createCentro({ nombre: 'Cruce', codigo: 'CRU-1', ciudad: 'Chachapoyas', region: 'AMA' });
  for (const q of ['cruce', 'cru 1', 'chachapoyas', 'ama cruce'])
    expect(await namesAt(`/v1/centros?q=${encodeURIComponent(q)}`)).toEqual(['Cruce']);
});

test('devices are found by the beginning of their ids', async () => {
  const ids = ['aaaa0001', 'aaaa0002', 'bbbb0001'].map((start) => `${start}${randomUUID().slice(8)}`);
  const { codigo } = await stack.given.envio();
  await stack.given.applied(
    ids.map((dispositivoId) => stack.given.traza(codigo, { tipo: 'escaneo', dispositivoId })),
  );
  const found = async (q: string) =>
    (await list<{ id: string }>(`/v1/dispositivos?q=${q}`)).body.datos.map(({ id }) => id);
  expect(await found('aaaa')).toEqual(ids.slice(0, 2));
  expect(await found('AAAA-0001')).toEqual([ids[0]]);
  expect(await found(ids[2]!)).toEqual([ids[2]]);
  expect(await found(ids[2]!.replaceAll('-', ''))).toEqual([ids[2]]);
  expect(await found('cccc')).toEqual([]);
  const first = await list<{ id: string }>('/v1/dispositivos?limit=1');
  const second = await list<{ id: string }>(`/v1/dispositivos?limit=2&cursor=${first.body.siguiente}`);
  expect([...first.body.datos, ...second.body.datos].map(({ id }) => id)).toEqual(ids);
  for (const q of ['zz', `${ids[0]}0`, '--'])
    expect(await stack.http.get(`/v1/dispositivos?q=${q}`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/q', code: 'comienzo-de-uuid' }] },
    });
});

test.each(['clientes', 'transportistas', 'centros', 'dispositivos'])(
  'a cursor of another list is refused by %s',
  async (name) => {
    const { body } = await list<object>('/v1/clientes?q=paginado&limit=1');
    const { status } = await stack.http.get(`/v1/${name}?limit=1&cursor=${body.siguiente}`);
    expect(status).toBe(400);
  },
);

let number = 0;
async function createCentro(input: Partial<Centro> = {}): Promise<Centro> {
  const body = {
    nombre: 'Centro',
    codigo: `CTR-${(number += 1)}`,
    ciudad: 'Lima',
    region: 'LIM',
    pais: 'PE',
    ...input,
  };
  return (await stack.http.post<Centro>('/v1/centros', body)).body;
}
const changeCentro = (id: string, body: object, headers: Record<string, string> = {}) =>
  stack.http.patch<CentroCambiado>(`/v1/centros/${id}`, body, headers);

test('only what the caller has seen of a centro is changed, and what changes nothing is no new version', async () => {
  const centro = await createCentro({ lat: -12, lon: -77 });
  const { headers, body } = await stack.http.get<Centro>(`/v1/centros/${centro.id}`);
  expect(body).toMatchObject({ version: 1 });
  const tag = headers.get('etag')!;
  const first = await changeCentro(centro.id, { ciudad: 'Callao' }, { 'if-match': tag });
  expect(first).toMatchObject({ status: 200, body: { ciudad: 'Callao', version: 2, propagacionId: null } });
  expect(await changeCentro(centro.id, { ciudad: 'Tarde' }, { 'if-match': tag })).toMatchObject({
    status: 412,
    body: { type: '/problemas/version-distinta' },
  });
  const same = await changeCentro(centro.id, { ciudad: 'Callao' });
  expect([same.body.version, same.headers.get('etag')]).toEqual([2, first.headers.get('etag')]);
  const moved = await changeCentro(centro.id, { lat: null }, { 'if-match': first.headers.get('etag')! });
  expect(moved.body).toMatchObject({ lat: null, lon: null, version: 3 });
});

test.each([
  [{ nombre: '' }, '#/nombre'],
  [{ nombre: null }, '#/nombre'],
  [{ codigo: 'X' }, '#/codigo'],
  [{ pais: 'Perú' }, '#/pais'],
  [{ lat: 5 }, '#/lat'],
])('PATCH of a centro with %j is 400', async (body, pointer) => {
  const { id } = await createCentro();
  expect(await changeCentro(id, body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

test('a centro that does not exist', async () => {
  expect(await changeCentro(NONE, { nombre: 'X' })).toMatchObject({ status: 404 });
});

test('a new name of a centro reaches the historial of its envíos, refreshed or not, and no place said in words', async () => {
  const centro = await createCentro({ nombre: 'Antes' });
  const { codigo } = await stack.given.envio();
  await stack.given.applied([
    stack.given.traza(codigo, { tipo: 'recogido', centroId: centro.id }),
    stack.given.traza(codigo, { tipo: 'escaneo', centroId: centro.id, lugar: 'Andén 4' }),
  ]);
  const jobs = new Jobs(stack.http);
  await stack.get(CommandBus).execute(new RefreshReadModelsCommand(true));
  expect((await stack.given.detalle(codigo)).fuente).toBe('base');
  const places = async () => (await stack.given.detalle(codigo)).historial.map(({ lugar }) => lugar).sort();
  expect(await places()).toEqual(['Andén 4', 'Antes']);
  const { body } = await changeCentro(centro.id, { nombre: 'Después' });
  await jobs.reaches({ id: body.propagacionId! }, 'completada');
  expect(await places()).toEqual(['Andén 4', 'Después']);
  const { rows } = await stack.pool.query(
    `SELECT v.historial::text = d.historial::text AS same
     FROM vista_envios_detalle v JOIN def_envios_detalle d USING (id) WHERE v.codigo = $1`,
    [codigo],
  );
  expect(rows).toEqual([{ same: true }]);
});

test('`trazo` lists, shows and changes them', async () => {
  const centro = await createCentro({ nombre: 'Por Terminal', codigo: 'TRM-1' });
  const listed = await trazo(stack.http.url, 'centros', 'ls', '-q', 'terminal');
  expect(listed).toMatchObject({ code: 0, out: expect.stringMatching(/TRM-1 +Por Terminal +Lima/) });
  const changed = await trazo(stack.http.url, 'centros', 'cambiar', centro.id, '--ciudad', 'Cusco', '--json');
  expect(JSON.parse(changed.out)).toMatchObject({ ciudad: 'Cusco', version: 2 });
  const shown = await trazo(stack.http.url, 'centros', 'show', centro.id);
  expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('Cusco') });
  for (const name of ['clientes', 'transportistas', 'dispositivos'])
    expect(await trazo(stack.http.url, name, 'ls', '--json')).toMatchObject({ code: 0, err: '' });
});
