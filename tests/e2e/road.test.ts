import { randomUUID } from 'node:crypto';
import type { PaginaEnvios, PaginaTrazas } from '../../src/modules/envios/envio.dto.js';
import type { Captura } from '../../src/modules/trazas/captura.dto.js';
import { CommandBus } from '@nestjs/cqrs';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import { answersAs } from '../support/api-description.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

test('from two commands to a delivered shipment', async () => {
  const cliente = await stack.http.post('/v1/clientes', {
    nombre: 'Café Andino',
    documento: '20123456789',
    email: 'a@b.pe',
  });
  const centro = await stack.http.post<{ id: string }>('/v1/centros', {
    nombre: 'Centro Lima Norte',
    codigo: 'LIM-N',
    ciudad: 'Lima',
    region: 'LIM',
    pais: 'PE',
    lat: -11.99,
    lon: -77.06,
  });
  expect(cliente.headers.get('location')).toBe(`/v1/clientes/${cliente.body['id']}`);
  expect((await stack.http.get(`/v1/clientes/${cliente.body['id']}`)).body).toEqual(cliente.body);

  const created = await stack.http.post(
    '/v1/envios',
    await stack.given.envioBody({ clienteId: cliente.body['id'], creadoEn: '2026-11-20T08:00:00.000Z' }),
  );
  const codigo = String(created.body['codigo']);
  expect(created.status).toBe(201);
  expect(created.headers.get('location')).toBe(`/v1/envios/${codigo}`);
  expect(codigo).toMatch(/^T[A-Z]\d{9}PE$/);

  const life = [
    { tipo: 'recogido', ocurridoEn: '2026-11-20T10:00:00.000Z', centroId: centro.body.id },
    {
      tipo: 'en_transito',
      ocurridoEn: '2026-11-20T18:00:00.000Z',
      lugar: 'Ayacucho',
      lat: -13.16,
      lon: -74.22,
      secuencia: 2,
    },
    { tipo: 'intento_fallido', motivo: 'destinatario_ausente', ocurridoEn: '2026-11-21T09:00:00.000Z' },
    { tipo: 'entregado', ocurridoEn: '2026-11-21T15:30:00-05:00', datos: { firma: 'Ana' } },
  ].map((event) => stack.given.traza(codigo, event));
  const captured = await stack.http.post<Captura>('/v1/trazas', life);
  expect(captured.status).toBe(202);
  expect(captured.headers.get('location')).toBe(`/v1/capturas/${captured.body.capturaId}`);
  expect(await stack.given.settled(captured.body.capturaId)).toMatchObject({
    estado: 'completa',
    total: 4,
    aplicadas: 4,
    duplicadas: 0,
    rechazadas: 0,
  });

  const detalle = await stack.given.detalle(codigo);
  expect(detalle).toMatchObject({
    codigo,
    estado: 'entregado',
    motivo: null,
    cliente: { id: cliente.body['id'], nombre: 'Café Andino' },
    destinatario: { nombre: 'Ana Q.', telefono: '+51987654321', email: null },
    destino: { ciudad: 'Cusco', lat: -13.52, lon: -71.97 },
    primeraTrazaEn: '2026-11-20T10:00:00.000Z',
    ultimaTrazaEn: '2026-11-21T20:30:00.000Z',
    totalTrazas: 4,
    fuente: 'delta',
  });
  expect(detalle.historial.map(({ tipo }) => tipo)).toEqual([
    'entregado',
    'intento_fallido',
    'en_transito',
    'recogido',
  ]);
  expect(detalle.historial[1]).toMatchObject({
    motivo: 'destinatario_ausente',
    anomala: false,
    anulada: false,
  });
  expect(detalle.historial[3]).toMatchObject({ lugar: 'Centro Lima Norte', lat: null });
});

test('the base answers what the delta answered', async () => {
  const { codigo } = await stack.given.envio();
  await stack.given.applied([stack.given.traza(codigo)]);
  const { fuente: before, ...delta } = await stack.given.detalle(codigo);
  await stack.get(CommandBus).execute(new RefreshReadModelsCommand());
  const { fuente: after, ...base } = await stack.given.detalle(codigo);
  expect([before, after]).toEqual(['delta', 'base']);
  expect(base).toEqual(delta);
});

test('a detail that did not change is 304, one that did is not', async () => {
  const { codigo } = await stack.given.envio();
  const first = await stack.http.get(`/v1/envios/${codigo}`);
  const etag = first.headers.get('etag') as string;
  expect(etag).toMatch(/^"[^"]+"$/);
  const unchanged = await stack.http.get(`/v1/envios/${codigo}`, { 'if-none-match': etag });
  expect([unchanged.status, unchanged.body]).toEqual([304, '']);
  await stack.given.applied([stack.given.traza(codigo)]);
  const changed = await stack.http.get(`/v1/envios/${codigo}`, { 'if-none-match': etag });
  expect(changed.status).toBe(200);
  expect(changed.headers.get('etag')).not.toBe(etag);
});

test('a code is found as people write it', async () => {
  const { codigo } = await stack.given.envio();
  const written = `${codigo.slice(0, 2).toLowerCase()}%20${codigo.slice(2, 6)}-${codigo.slice(6).toLowerCase()}`;
  expect((await stack.http.get(`/v1/envios/${written}`)).body['codigo']).toBe(codigo);
});

test('one request with several captures beside it: receipts do not mix', async () => {
  const envios = await stack.given.envios(20);
  const captures = await Promise.all(
    envios.map(({ codigo }) => stack.given.captured([stack.given.traza(codigo), stack.given.traza(codigo)])),
  );
  const receipts = await Promise.all(captures.map(({ capturaId }) => stack.given.settled(capturaId)));
  expect(receipts.map(({ aplicadas, total }) => [aplicadas, total])).toEqual(envios.map(() => [2, 2]));
  expect(new Set(receipts.flatMap(({ eventos }) => eventos.map(({ idEvento }) => idEvento))).size).toBe(40);
});

test('a thousand trazas in one request, and a second time', async () => {
  const envios = await stack.given.envios(100);
  const trazas = Array.from({ length: 1_000 }, (_, index) => stack.given.traza(envios[index % 100]!.codigo));
  expect(await stack.given.applied(trazas)).toMatchObject({ total: 1_000, aplicadas: 1_000 });
  expect(await stack.given.applied(trazas)).toMatchObject({ total: 1_000, duplicadas: 1_000, aplicadas: 0 });
});

test('some bad events: the good ones go in, each bad one is reported; todo-o-nada takes none', async () => {
  const { codigo } = await stack.given.envio();
  const good = stack.given.traza(codigo);
  const mixed = [good, { ...stack.given.traza(codigo), tipo: 'volando' }, 'texto'];
  const nothing = await stack.http.post('/v1/trazas', mixed, { 'trazo-captura': 'todo-o-nada' });
  expect(nothing).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/1/tipo' }, { pointer: '#/2' }] },
  });
  const some = await stack.http.post<Captura>('/v1/trazas', mixed, { 'accept-language': 'en' });
  expect(some).toMatchObject({
    status: 202,
    body: {
      aceptadas: 1,
      rechazadas: [
        {
          indice: 1,
          errors: [
            {
              pointer: '#/1/tipo',
              code: 'valor-desconocido',
              detail: expect.stringContaining('Must be one of'),
            },
          ],
        },
        {
          indice: 2,
          idEvento: null,
          errors: [{ pointer: '#/2', code: 'tipo', detail: 'Must be an object.' }],
        },
      ],
    },
  });
  expect(await stack.given.settled(some.body.capturaId)).toMatchObject({ total: 1, aplicadas: 1 });
});

test('cancelling is a traza, can be repeated, and is refused for what is closed', async () => {
  const [open, delivered] = await stack.given.envios(2);
  const ahead = new Date(Date.now() + 3_600_000).toISOString();
  await stack.given.applied([
    stack.given.traza(open!.codigo, { ocurridoEn: ahead }),
    stack.given.traza(delivered!.codigo, { tipo: 'entregado' }),
  ]);
  const cancel = (codigo: string) =>
    stack.http.post(`/v1/envios/${codigo}/cancelacion`, { motivo: 'cancelado_por_remitente' });
  for (let time = 1; time <= 2; time += 1)
    expect(await cancel(open!.codigo)).toMatchObject({
      status: 200,
      body: { codigo: open!.codigo, estado: 'cancelado' },
    });
  expect(await stack.given.detalle(open!.codigo)).toMatchObject({
    estado: 'cancelado',
    motivo: 'cancelado_por_remitente',
    totalTrazas: 2,
    historial: [
      { tipo: 'en_transito', anomalia: 'reloj' },
      { tipo: 'cancelado', anomala: false },
    ],
  });
  expect(await cancel(delivered!.codigo)).toMatchObject({
    status: 409,
    body: { type: '/problemas/envio-cerrado' },
  });
  expect(await cancel('TY999999995PE')).toMatchObject({ status: 404 });
});

test('lists page through everything once, newest first, filtered by estado and cliente', async () => {
  const { id: cliente } = await stack.given.cliente();
  const created: string[] = [];
  for (const day of ['2026-06-30', '2026-07-01', '2026-09-10', '2026-11-01'])
    created.unshift(
      ...(await stack.given.envios(4, { clienteId: cliente, creadoEn: `${day}T00:00:00Z` })).map(
        ({ codigo }) => codigo,
      ),
    );
  await stack.get(CommandBus).execute(new RefreshReadModelsCommand());
  const delivered = [created[1]!, created[7]!, created[14]!];
  await stack.given.applied(
    delivered.map((codigo) =>
      stack.given.traza(codigo, { tipo: 'entregado', ocurridoEn: '2026-11-02T00:00:00Z' }),
    ),
  );

  const listed: string[] = [];
  let path: string | null = `/v1/envios?cliente=${cliente}&limit=3`;
  while (path) {
    const page: Awaited<ReturnType<typeof stack.http.get<PaginaEnvios>>> =
      await stack.http.get<PaginaEnvios>(path);
    listed.push(...page.body.datos.map(({ codigo }) => codigo));
    expect(page.headers.get('link') === null).toBe(page.body.siguiente === null);
    path = /<(.*)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1] ?? null;
  }
  expect(listed.toSorted()).toEqual(created.toSorted());
  const months = listed.map((codigo) => Math.floor(created.indexOf(codigo) / 4));
  expect(months).toEqual(months.toSorted());
  const { body } = await stack.http.get<PaginaEnvios>(
    `/v1/envios?cliente=${cliente}&estado=entregado,devuelto`,
  );
  expect(body.datos.map(({ codigo }) => codigo).toSorted()).toEqual(delivered.toSorted());
  expect(body.datos.every(({ estado }) => estado === 'entregado')).toBe(true);
});

test('the trazas of an envío page through its history, also while new ones come', async () => {
  const { codigo } = await stack.given.envio();
  const hours = [1, 2, 3, 4, 5];
  const post = (hour: number) => stack.given.traza(codigo, { ocurridoEn: `2026-11-21T0${hour}:00:00.000Z` });
  await stack.given.applied(hours.map(post));
  const first = await stack.http.get<PaginaTrazas>(`/v1/envios/${codigo}/trazas?limit=2`);
  await stack.given.applied([post(9)]);
  const second = await stack.http.get<PaginaTrazas>(
    `/v1/envios/${codigo}/trazas?limit=2&cursor=${first.body.siguiente}`,
  );
  const third = await stack.http.get<PaginaTrazas>(
    `/v1/envios/${codigo}/trazas?limit=2&cursor=${second.body.siguiente}`,
  );
  const seen = [first, second, third].flatMap(({ body }) =>
    body.datos.map(({ ocurridoEn }) => Number(ocurridoEn.slice(12, 13))),
  );
  expect(seen).toEqual([5, 4, 3, 2, 1]);
  expect(third.body.siguiente).toBeNull();
});

test('what the API answers is what its description says', async () => {
  const { codigo } = await stack.given.envio();
  const { capturaId } = await stack.given.captured([stack.given.traza(codigo), { idEvento: randomUUID() }]);
  await stack.given.settled(capturaId);
  const read = async (path: string) => (await stack.http.get(path)).body;
  const check = await answersAs(stack.http);
  check('EnvioDetalle', await read(`/v1/envios/${codigo}`));
  check('PaginaEnvios', await read('/v1/envios?limit=2'));
  check('PaginaTrazas', await read(`/v1/envios/${codigo}/trazas`));
  check('Recibo', await read(`/v1/capturas/${capturaId}`));
  check('EnvioCreado', (await stack.http.post('/v1/envios', await stack.given.envioBody())).body);
  check('Captura', (await stack.http.post('/v1/trazas', [stack.given.traza(codigo), {}])).body);
  check('Problema', await read('/v1/envios/x'));
  check('Problema', await read('/v1/capturas/x'));
});
