import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { CancelPedidoCommand } from '../../src/commands/pedidos/cancel-pedido.command.js';
import { foldStory, type Told } from '../../src/modules/pedidos/domain/story.js';
import type { ListaHechos, Pedido } from '../../src/modules/pedidos/pedido.dto.js';
import type { Pago } from '../../src/modules/pagos/pago.dto.js';
import { GetPedidoQuery } from '../../src/queries/pedidos/get-pedido.query.js';
import { ListPedidosQuery } from '../../src/queries/pedidos/list-pedidos.query.js';
import { poll } from '../support/poll.js';
import { Sales } from '../support/sales.js';
import { type Stack, startStack } from '../support/stack.js';
import { actorOf, as } from '../support/tenants.js';

let stack: Stack;
let sales: Sales;
beforeAll(async () => {
  stack = await startStack();
  sales = new Sales(stack);
});
afterAll(() => stack.close());

interface Problem {
  type: string;
  errors?: { pointer: string; code: string; disponibles?: number }[];
}
const refused = async (body: Record<string, unknown>) => {
  const answer = await sales.place<Problem>(body);
  const pointers = (answer.body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
  return [answer.status, answer.body.type.replace('/problemas/', ''), ...pointers];
};
/** Does something so many times, five at a time: as many as there are connections but one. */
async function inLanes<T>(count: number, work: (at: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  const lane = async () => {
    while (next < count) done.push(await work(next++));
  };
  await Promise.all([lane(), lane(), lane(), lane(), lane()]);
  return done;
}
const soles = (monto: number) => ({ monto, moneda: 'PEN' });
const pagoOf = async ({ pagos }: Pedido, at = 0) =>
  (await stack.http.get<Pago>(`/v1/pagos/${pagos[at]!.id}`)).body;

test('a pedido goes from the basket to the door, and its story folds to what it is', async () => {
  const { producto } = await sales.stall(10);
  const quoted = await stack.http.post<Pedido>('/v1/pedidos/cotizacion', sales.body(producto));
  const pedido = await sales.pedido(producto, { lineas: [{ productoId: producto.id, cantidad: 2 }] });
  expect(quoted.body.totales).toMatchObject({ lineas: soles(2_490), envio: soles(500), total: soles(2_990) });
  expect(pedido).toMatchObject({
    estado: 'confirmado',
    totales: {
      lineas: soles(4_980),
      descuento: soles(0),
      envio: soles(500),
      impuesto: soles(0),
      // Of 4,980 and of 500, each rounded.
      impuestoIncluido: soles(760 + 76),
      total: soles(5_480),
    },
    pagos: [{ estado: 'iniciado', metodo: 'contra_entrega', monto: soles(5_480) }],
    codigoEnvio: null,
  });
  expect(await sales.stockOf(producto.id)).toEqual({ fisicas: 10, reservadas: 2 });
  expect((await sales.act(pedido.id, 'listo')).body.type).toBe('/problemas/pedido-en-otro-estado');
  expect((await sales.act(pedido.id, 'preparacion', { minutos: 20 })).body).toMatchObject({
    estado: 'en_preparacion',
    expiraEn: null,
  });
  const ready = await sales.act(pedido.id, 'listo');
  expect(ready.body.estado).toBe('listo');
  expect(await sales.stockOf(producto.id)).toEqual({ fisicas: 8, reservadas: 0 });
  const codigo = ready.body.codigoEnvio as string;
  const { body: envio } = await stack.http.get(`/v1/envios/${codigo}`);
  expect(envio).toMatchObject({ estado: 'registrado', referencia: `pedido-${pedido.numero}`, pesoG: 700 });
  for (const [tipo, estado] of [
    ['recogido', 'en_camino'],
    ['entregado', 'entregado'],
  ]) {
    await stack.given.applied([stack.given.traza(codigo, { tipo })]);
    await poll(`the pedido to be ${estado}`, async () => (await sales.read(pedido.id)).estado === estado);
  }
  expect(await pagoOf(pedido)).toMatchObject({ estado: 'capturado', capturado: soles(5_480) });
  const { datos } = (await stack.http.get<ListaHechos>(`/v1/pedidos/${pedido.id}/hechos`)).body;
  expect(datos.map(({ datos: told }) => (told as Told).estado)).toEqual([
    'pendiente',
    'confirmado',
    'en_preparacion',
    'listo',
    'en_camino',
    'entregado',
  ]);
  const now = await sales.read(pedido.id);
  const amounts = Object.fromEntries(Object.entries(now.totales).map(([name, { monto }]) => [name, monto]));
  expect(foldStory(datos.map(({ datos: told }) => told as Told))).toEqual({
    estado: now.estado,
    totales: amounts,
    motivo: now.motivo,
    codigoEnvio: now.codigoEnvio,
    minutos: 20,
    version: now.version,
  });
}, 120_000);

test('what is cancelled runs backwards: stock, cupón, vale and envío', async () => {
  const { producto } = await sales.stall(5);
  const codigo = `C-${randomUUID().slice(0, 8)}`;
  await stack.http.post('/v1/cupones', { codigo, porMil: 100, moneda: 'PEN', limite: 1 });
  const vale = (await stack.http.post<{ codigo: string }>('/v1/vales', { monto: soles(1_000) })).body.codigo;
  const pagos = [{ metodo: 'vale', vale, monto: soles(800) }, { metodo: 'contra_entrega' }];
  const pedido = await sales.pedido(producto, { cupon: codigo, pagos });
  expect(pedido).toMatchObject({
    estado: 'confirmado',
    totales: { descuento: soles(249), total: soles(2_741) },
  });
  expect(pedido.pagos).toMatchObject([
    { estado: 'autorizado', monto: soles(800) },
    { estado: 'iniciado', monto: soles(1_941) },
  ]);
  expect(await refused(sales.body(producto, { cupon: codigo }))).toEqual([
    409,
    'cupon-no-valido',
    '#/cupon no-existe',
  ]);
  const tooMuch = [{ metodo: 'vale', vale, monto: soles(201) }, { metodo: 'contra_entrega' }];
  expect((await refused(sales.body(producto, { pagos: tooMuch })))[1]).toBe('vale-insuficiente');
  await sales.act(pedido.id, 'preparacion', { minutos: 5 });
  expect(await pagoOf(pedido)).toMatchObject({ estado: 'capturado' });
  await sales.act(pedido.id, 'listo');
  const cancelled = await sales.act(pedido.id, 'cancelacion', { motivo: 'a_pedido' });
  expect(cancelled.body).toMatchObject({ estado: 'cancelado', motivo: 'a_pedido' });
  expect(cancelled.body.pagos).toMatchObject([{ estado: 'reembolsado' }, { estado: 'anulado' }]);
  // It was packed and had not left: it is on the shelf again.
  expect(await sales.stockOf(producto.id)).toEqual({ fisicas: 5, reservadas: 0 });
  const { body: envio } = await stack.http.get(`/v1/envios/${cancelled.body.codigoEnvio}`);
  expect(envio).toMatchObject({ estado: 'cancelado' });
  const again = await sales.pedido(producto, { cupon: codigo, pagos });
  expect((await sales.act(again.id, 'cancelacion', { motivo: 'otro' })).body.estado).toBe('cancelado');
  expect(await sales.stockOf(producto.id)).toEqual({ fisicas: 5, reservadas: 0 });
  expect((await sales.act(again.id, 'cancelacion', { motivo: 'otro' })).status).toBe(409);
});

test('one that is not paid in time gives everything back once, and money that comes late goes back', async () => {
  const { producto } = await sales.stall(3);
  const unpaid = await sales.pedido(producto, { pagos: [{ metodo: 'diferido' }] });
  const paid = await sales.pedido(producto, { pagos: [{ metodo: 'diferido' }] });
  expect([unpaid.estado, paid.estado]).toEqual(['pendiente', 'pendiente']);
  const changed = await sales.pedido(producto, { pagos: [{ metodo: 'diferido' }] });
  const other = await stack.http.post<Pago>(
    `/v1/pedidos/${changed.id}/pagos`,
    { metodo: 'contra_entrega' },
    { 'idempotency-key': randomUUID() },
  );
  expect([other.status, other.body.monto]).toEqual([201, soles(2_990)]);
  expect(await sales.read(changed.id)).toMatchObject({
    estado: 'confirmado',
    pagos: [{ estado: 'anulado' }, { estado: 'iniciado' }],
  });
  await sales.act(changed.id, 'cancelacion', { motivo: 'otro' });
  const [late, early] = [unpaid.pagos[0]!.id, paid.pagos[0]!.id];
  await stack.http.post(`/v1/pagos/${early}/cobro`, undefined);
  await poll('the paid one to be confirmed', async () => (await sales.read(paid.id)).estado === 'confirmado');
  await stack.pool.query('UPDATE pedidos SET vence_en = now() WHERE id = $1', [unpaid.id]);
  await poll('the other to expire', async () => (await sales.read(unpaid.id)).estado === 'expirado');
  expect(await sales.stockOf(producto.id)).toEqual({ fisicas: 3, reservadas: 1 });
  await stack.http.post(`/v1/pagos/${late}/cobro`, undefined);
  await poll('the late money to go back', async () => (await pagoOf(unpaid)).estado === 'reembolsado');
  expect((await sales.read(unpaid.id)).estado).toBe('expirado');
  await stack.pool.query('UPDATE pedidos SET vence_en = now() WHERE id = $1', [paid.id]);
  await poll('nobody to have accepted', async () => (await sales.read(paid.id)).motivo === 'sin_aceptacion');
  expect(await sales.stockOf(producto.id)).toEqual({ fisicas: 3, reservadas: 0 });
  expect(await pagoOf(paid)).toMatchObject({ estado: 'reembolsado' });
  await stack.pool.query('UPDATE pedidos SET olvidar_en = now() WHERE id = $1', [paid.id]);
  await poll('the buyer to be forgotten', async () => (await sales.read(paid.id)).entrega.contacto === null);
}, 120_000);

test('what cannot be sold is refused, points at its field, and keeps nothing', async () => {
  const { comercio, producto } = await sales.stall(2, {
    entrega: { radioM: 5_000, tarifa: soles(500), minimo: soles(1_000) },
  });
  const with_ = (fields: Record<string, unknown>) => refused(sales.body(producto, fields));
  const line = (fields: object) => ({ lineas: [{ productoId: producto.id, cantidad: 1, ...fields }] });
  expect(await with_(line({ cantidad: 3 }))).toEqual([409, 'sin-existencias', '#/lineas/0 sin-existencias']);
  expect((await with_(line({ cantidad: 0 })))[2]).toBe('#/lineas/0/cantidad rango');
  expect((await with_(line({ cantidad: 1e9 })))[2]).toBe('#/lineas/0/cantidad rango');
  expect((await with_(line({ opciones: [{ opcion: 'x', valor: 'y' }] })))[2]).toBe(
    '#/lineas/0/opciones/0 no-existe',
  );
  expect((await with_({ totalEsperado: soles(1) }))[1]).toBe('precio-cambiado');
  const far = { direccion: 'x', ciudad: 'Cusco', region: 'CUS', pais: 'PE', lat: -13.5, lon: -71.9 };
  const entrega = { tipo: 'domicilio', direccion: far, contacto: { nombre: 'Ana' } };
  expect((await with_({ entrega }))[1]).toBe('fuera-de-zona');
  const foreign = (await sales.stall(1)).producto;
  expect((await with_({ lineas: [{ productoId: foreign.id, cantidad: 1 }] }))[2]).toBe(
    '#/lineas/0/productoId no-existe',
  );
  expect((await with_({ pagos: [{ metodo: 'contra_entrega', monto: soles(1) }] }))[2]).toBe(
    '#/pagos suma-de-pagos',
  );
  expect((await with_({ pagos: [{ metodo: 'tarjeta' }] }))[2]).toBe('#/pagos/0/metodo metodo-no-disponible');
  const card = {
    ...entrega,
    direccion: { ...far, lat: -12.12, lon: -77.05 },
    instrucciones: 'pagar con 4111 1111 1111 1111',
  };
  expect((await with_({ entrega: card }))[2]).toBe('#/entrega/instrucciones numero-de-tarjeta');
  const noKey = await stack.http.post<Problem>('/v1/pedidos', sales.body(producto));
  expect([noKey.status, noKey.body.type]).toEqual([400, '/problemas/clave-idempotencia-requerida']);
  await stack.http.patch(`/v1/productos/${producto.id}`, { precio: soles(900) });
  expect((await with_({}))[1]).toBe('minimo-no-alcanzado');
  await stack.http.put(`/v1/comercios/${comercio.id}/disponibilidad`, { aceptaPedidos: false });
  expect((await with_({}))[1]).toBe('comercio-cerrado');
  const { rows } = await stack.pool.query('SELECT count(*)::int AS n FROM pedidos WHERE comercio_id = $1', [
    comercio.id,
  ]);
  expect(rows).toEqual([{ n: 0 }]);
  expect(await sales.stockOf(producto.id)).toEqual({ fisicas: 2, reservadas: 0 });
});

test('a buyer and a comercio see and move their own pedidos alone; the comercio does not see the code', async () => {
  const { comercio, producto } = await sales.stall(5);
  const compradorId = (await stack.given.cliente()).id;
  const pedido = await sales.pedido(producto, { compradorId, entrega: { tipo: 'retiro' } });
  expect(pedido.codigoRetiro).toMatch(/^\d{6}$/);
  const buyer = actorOf('cliente', { clienteId: compradorId });
  const seller = actorOf('comercio', { comercioId: comercio.id });
  const strangers = [
    actorOf('cliente', { clienteId: comercio.clienteId }),
    actorOf('comercio'),
    actorOf('cliente'),
  ];
  const [queries, commands] = [stack.get(QueryBus), stack.get(CommandBus)];
  const list = async (actor: typeof buyer) =>
    (await queries.execute(new ListPedidosQuery({ limit: 50 }, as(actor)))).datos.map(({ id }) => id);
  expect([await list(buyer), await list(seller)]).toEqual([[pedido.id], [pedido.id]]);
  expect(await queries.execute(new GetPedidoQuery(pedido.id, as(buyer)))).toHaveProperty('codigoRetiro');
  expect(await queries.execute(new GetPedidoQuery(pedido.id, as(seller)))).not.toHaveProperty('codigoRetiro');
  for (const stranger of strangers) {
    expect(await list(stranger)).toEqual([]);
    const cancel = new CancelPedidoCommand(pedido.id, { motivo: 'otro' }, as(stranger));
    await expect(commands.execute(cancel)).rejects.toMatchObject({ code: 'recurso-desconocido' });
  }
  await sales.act(pedido.id, 'preparacion', { minutos: 5 });
  const cancel = new CancelPedidoCommand(pedido.id, { motivo: 'otro' }, as(buyer));
  await expect(commands.execute(cancel)).rejects.toMatchObject({ code: 'pedido-en-otro-estado' });
  await sales.act(pedido.id, 'listo');
  expect((await sales.act(pedido.id, 'entrega', { codigoRetiro: '000000' })).status).toBe(400);
  const done = await sales.act(pedido.id, 'entrega', { codigoRetiro: pedido.codigoRetiro });
  expect(done.body).toMatchObject({ estado: 'entregado', codigoEnvio: null });
});

test('buyers who race get what there is and no more; a cupón, a vale and a reembolso are spent once', async () => {
  const { producto } = await sales.stall(20);
  const codigo = `R-${randomUUID().slice(0, 8)}`;
  await stack.http.post('/v1/cupones', { codigo, monto: soles(100), moneda: 'PEN', limite: 5 });
  const answers = await inLanes(60, (at) =>
    sales.place(sales.body(producto, at % 2 === 0 ? { cupon: codigo } : {})),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(20);
  expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
  expect(await sales.stockOf(producto.id)).toEqual({ fisicas: 20, reservadas: 20 });
  const { rows } = await stack.pool.query<{ usos: number; count: number }>(
    'SELECT usos, (SELECT count(*)::int FROM cupon_usos u WHERE u.cupon_id = c.id) AS count FROM cupones c WHERE codigo = $1',
    [codigo],
  );
  expect(rows[0]!.usos).toBe(rows[0]!.count);
  expect(rows[0]!.usos).toBeLessThanOrEqual(5);
  const { producto: other } = await sales.stall(20);
  const vale = (await stack.http.post<{ codigo: string }>('/v1/vales', { monto: soles(2_990) })).body.codigo;
  const spent = await inLanes(8, () => sales.place(sales.body(other, { pagos: [{ metodo: 'vale', vale }] })));
  const [bought] = spent.filter(({ status }) => status === 201);
  expect(spent.filter(({ status }) => status === 201)).toHaveLength(1);
  await sales.act(bought!.body.id, 'preparacion', { minutos: 1 });
  const pago = bought!.body.pagos[0]!.id;
  const back = await inLanes(6, () =>
    stack.http.post(
      `/v1/pagos/${pago}/reembolsos`,
      { monto: soles(1_000), motivo: 'frío' },
      { 'idempotency-key': randomUUID() },
    ),
  );
  expect(back.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409, 409]);
  expect(await pagoOf(bought!.body)).toMatchObject({
    estado: 'reembolsado_en_parte',
    reembolsado: soles(2_000),
  });
}, 120_000);
