import { CommandBus } from '@nestjs/cqrs';
import fc from 'fast-check';
import { CheckExistenciasCommand } from '../../src/commands/catalogo/check-existencias.command.js';
import { DIAS } from '../../src/modules/catalogo/comercios/horario.dto.js';
import { Stock } from '../../src/modules/catalogo/existencias/stock.js';
import type { Menu } from '../../src/modules/catalogo/comercios/menu.dto.js';
import type { Producto } from '../../src/modules/catalogo/productos/producto.dto.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { inTransaction } from '../../src/platform/database/transaction.js';
import { isOpenByModel } from '../support/open-model.js';
import { seedOf } from '../support/random.js';
import { ALWAYS, IMPOSSIBLE_SCHEMAS, Shop } from '../support/shop.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let shop: Shop;
beforeAll(async () => {
  stack = await startStack({ worker: false });
  shop = new Shop(stack);
});
afterAll(() => stack.close());

interface Problem {
  type: string;
  errors: { pointer: string; code: string; disponibles?: number }[];
}
const list = async (query: string) =>
  (await stack.http.get<{ datos: { id: string; distanciaM?: number }[]; siguiente: string | null }>(query))
    .body;
const idsOf = async (query: string) => (await list(query)).datos.map(({ id }) => id);

const hora = fc.integer({ min: 0, max: 1_440 }).map((at) => {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${pad(Math.floor(at / 60))}:${pad(at % 60)}`;
});
// Zones that change their clocks, by an hour and by half of one, and days around those changes.
const ZONES = [
  'America/Lima',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/New_York',
  'Australia/Lord_Howe',
];
const CHANGES = [
  '2026-03-08T07:00Z',
  '2026-11-01T06:00Z',
  '2026-04-05T03:00Z',
  '2026-09-06T04:00Z',
  '2018-11-04T03:00Z',
];

test('abierto is what a plain model says, to the minute, across midnight, exceptions and changes of clocks', async () => {
  const horario = fc.record({ dias: fc.subarray([...DIAS], { minLength: 1 }), abre: hora, cierra: hora });
  const excepcion = fc.tuple(fc.integer({ min: -2, max: 2 }), fc.option(fc.tuple(hora, hora)));
  const around = fc.tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -3_000, max: 3_000 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(horario, { maxLength: 4 }),
      fc.array(excepcion, { maxLength: 3 }),
      fc.constantFrom(...ZONES),
      around,
      async (horarios, drafts, zone, [change, minutes]) => {
        const instant = Date.parse(change) + minutes * 60_000;
        const excepciones = drafts.map(([days, hours]) => ({
          dia: new Date(instant + days * 86_400_000).toISOString().slice(0, 10),
          ...(hours ? { abre: hours[0], cierra: hours[1] } : { cerrado: true }),
        }));
        const { rows } = await stack.pool.query<{ open: boolean }>(
          'SELECT esta_abierto($1, $2, $3, $4) AS open',
          [JSON.stringify(horarios), JSON.stringify(excepciones), zone, new Date(instant).toISOString()],
        );
        expect(rows[0]?.open).toBe(isOpenByModel(horarios, excepciones, zone, instant));
      },
    ),
    { seed: seedOf(), numRuns: 400 },
  );
});

test('a comercio is found by words, cuisine, place and whether it is open', async () => {
  const near = await shop.comercio({ nombre: 'Cebichería Ñaño' });
  const far = await shop.comercio({
    nombre: 'Cebichería Puno',
    cocina: 'andina',
    direccion: { ...near.direccion, lat: -12.13, lon: -77.05 },
    horarios: [],
  });
  expect(await idsOf('/v1/comercios?q=cebicheria+nano')).toEqual([near.id]);
  expect(await idsOf('/v1/comercios?q=cebich&cocina=andina')).toEqual([far.id]);
  expect(await idsOf('/v1/comercios?q=cebich&abierto=true')).toEqual([near.id]);
  expect(await idsOf('/v1/comercios?q=cebich&abierto=false')).toEqual([far.id]);
  const nearby = await list('/v1/comercios?q=cebich&cerca=-12.12,-77.05&radioM=2000&orden=distancia&limit=1');
  expect(nearby.datos).toMatchObject([{ id: near.id, distanciaM: 0 }]);
  const next = `/v1/comercios?q=cebich&cerca=-12.12,-77.05&radioM=2000&orden=distancia&limit=1&cursor=${nearby.siguiente}`;
  expect((await list(next)).datos).toMatchObject([{ id: far.id, distanciaM: 1112 }]);
  expect(await idsOf('/v1/comercios?q=cebich&cerca=-12.12,-77.05&radioM=500')).toEqual([near.id]);
  expect((await stack.http.get('/v1/comercios?orden=distancia')).status).toBe(400);
  const paused = await stack.http.put(`/v1/comercios/${near.id}/disponibilidad`, { aceptaPedidos: false });
  expect(paused.body).toMatchObject({ abierto: false, aceptaPedidos: false, version: 2 });
  const past = { aceptaPedidos: false, hasta: '2020-01-01T00:00:00Z' };
  expect((await stack.http.put(`/v1/comercios/${near.id}/disponibilidad`, past)).body).toMatchObject({
    abierto: true,
    pausadoHasta: null,
  });
  const today = new Date(Date.now() - 5 * 3_600_000).toISOString().slice(0, 10);
  const closed = await stack.http.put(`/v1/comercios/${near.id}/excepciones`, [
    { dia: today, cerrado: true },
  ]);
  expect(closed.body).toMatchObject({ abierto: false, excepciones: [{ dia: today, cerrado: true }] });
});

test('what does not go together is refused, with a pointer', async () => {
  const refused = async (fields: object) => {
    const body = await shop.comercioBody({ ...fields });
    const answer = await stack.http.post<Problem>('/v1/comercios', body);
    return [answer.status, ...answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`)];
  };
  const tarifa = { monto: 500, moneda: 'USD' };
  expect(await refused({ entrega: { tarifa, radioM: null } })).toEqual([
    400,
    '#/entrega/tarifa/moneda otra-moneda',
  ]);
  expect(await refused({ moneda: 'XYZ' })).toEqual([400, '#/moneda moneda']);
  const bow = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 1],
        [0, 1],
      ],
    ],
  };
  const entrega = { tarifa: { monto: 1, moneda: 'PEN' }, poligono: bow };
  expect(await refused({ entrega })).toEqual([400, '#/entrega/poligono poligono']);
  const { clienteId } = await shop.comercio();
  expect(await refused({ clienteId })).toEqual([409, '#/clienteId cliente-con-comercio']);
  expect(await refused({ transportistaId: clienteId })).toEqual([400, '#/transportistaId no-existe']);
  expect(await refused({ horarios: [{ ...ALWAYS[0], abre: '25:00' }] })).toEqual([
    400,
    '#/horarios/0/abre hora',
  ]);
});

const ESQUEMA = {
  type: 'object',
  properties: { calorias: { type: 'integer', minimum: 0 }, color: { enum: ['rojo', 'azul'] } },
  additionalProperties: { type: 'array', items: { type: 'string' } },
};

test('attributes meet the schema of their categoría, and productos are found by them', async () => {
  const { id } = await shop.comercio();
  const path = `/v1/comercios/${id}/categorias/platos`;
  for (const esquema of IMPOSSIBLE_SCHEMAS) {
    const answer = await stack.http.put<Problem>(path, { nombre: 'Platos', esquema });
    expect([answer.status, answer.body.errors[0]]).toMatchObject([
      400,
      { pointer: '#/esquema', code: 'esquema' },
    ]);
  }
  expect((await stack.http.put(path, { nombre: 'Platos', esquema: ESQUEMA })).body).toMatchObject({
    version: 1,
  });
  expect((await stack.http.put(path, { nombre: 'Platos', esquema: ESQUEMA })).body).toMatchObject({
    version: 1,
  });
  const plato = (atributos: object, fields: object = {}) =>
    shop.producto(id, { categoria: 'platos', atributos, ...fields });
  const light = await plato({ calorias: 120, color: 'rojo', alergenos: ['gluten', 'soya'] });
  const heavy = await plato({ calorias: 900, color: 'azul' }, { precio: { monto: 100, moneda: 'PEN' } });
  const wrong = await stack.http.post<Problem>(`/v1/comercios/${id}/productos`, {
    sku: 'X',
    nombre: 'x',
    precio: { monto: 1, moneda: 'PEN' },
    categoria: 'platos',
    atributos: { calorias: -1 },
  });
  expect(wrong.body.errors).toMatchObject([{ pointer: '#/atributos/calorias', code: 'atributo' }]);
  const found = (query: string) => idsOf(`/v1/productos?comercio=${id}&${query}`);
  expect(await found('atributo.color=rojo')).toEqual([light.id]);
  expect(await found('atributo.alergenos=soya')).toEqual([light.id]);
  expect(await found('atributo.calorias=900')).toEqual([heavy.id]);
  expect(await found('atributo.calorias=100..650')).toEqual([light.id]);
  expect(await found('atributo.calorias=121..')).toEqual([heavy.id]);
  expect(await found('precioMax=100&disponible=true')).toEqual([heavy.id]);
  expect(await found('atributo.color=verde')).toEqual([]);
  expect((await stack.http.get('/v1/productos?atributo.=x')).status).toBe(400);
  expect((await stack.http.get('/v1/productos?atributos=x')).status).toBe(400);
});

test('a menu is whole, says what is sold now, and is not sent twice', async () => {
  const { id } = await shop.comercio();
  await stack.http.put(`/v1/comercios/${id}/categorias/bebidas`, { nombre: 'Bebidas', orden: -1 });
  const drink = await shop.producto(id, { categoria: 'bebidas' });
  const plate = await shop.producto(id);
  await shop.producto(id, { disponible: false });
  await shop.producto(id, { temporada: { desde: '2199-01-01T00:00:00Z', hasta: null } });
  const first = await stack.http.get<Menu>(`/v1/comercios/${id}/menu`);
  const shown = first.body.categorias.map(({ codigo, productos }) => [
    codigo,
    ...productos.map((each) => each.id),
  ]);
  expect(shown).toEqual([
    ['bebidas', drink.id],
    ['hamburguesas', plate.id],
  ]);
  expect(first.headers.get('cache-control')).toBe(
    'public, max-age=0, s-maxage=20, stale-while-revalidate=10',
  );
  const etag = first.headers.get('etag') ?? '';
  expect((await stack.http.get(`/v1/comercios/${id}/menu`, { 'if-none-match': etag })).status).toBe(304);
  const change = { precio: { monto: 2_500, moneda: 'PEN' } };
  const changed = await stack.http.patch<Producto>(`/v1/productos/${plate.id}`, change);
  expect(changed.body).toMatchObject({ version: 2, ...change });
  expect((await stack.http.get(`/v1/comercios/${id}/menu`, { 'if-none-match': etag })).status).toBe(200);
});

test('stock changes by movements alone, and never below what is promised', async () => {
  const { id } = await shop.comercio();
  const producto = await shop.producto(id, { existencias: { control: true, inicial: 10 } });
  const move = (cantidad: number) =>
    stack.http.post<Problem>(`/v1/productos/${producto.id}/existencias`, { cantidad, razon: 'rotura' });
  expect((await move(-3)).body).toMatchObject({ fisicas: 7, reservadas: 0, disponibles: 7 });
  const refused = await move(-8);
  expect([refused.status, refused.body.type]).toEqual([409, '/problemas/sin-existencias']);
  expect(refused.body.errors).toMatchObject([{ pointer: '#/cantidad', disponibles: 7 }]);
  expect((await move(0)).status).toBe(400);
  const uncounted = await shop.producto(id);
  const answer = await stack.http.post<Problem>(`/v1/productos/${uncounted.id}/existencias`, {
    cantidad: 1,
    razon: 'recepcion',
  });
  expect(answer.body.type).toBe('/problemas/sin-control-de-existencias');
  await expect(stack.pool.query('UPDATE movimientos SET cantidad = 1')).rejects.toThrow('only grows');
});

const check = () => stack.get(CommandBus).execute(new CheckExistenciasCommand(null));

test('reservations, sales and adjustments at once are what a plain model says, and the ledger sums up', async () => {
  const { id } = await shop.comercio();
  const productos = await Promise.all(
    [5, 20, 50].map((inicial) => shop.producto(id, { existencias: { control: true, inicial } })),
  );
  const stock = stack.get(Stock);
  const cantidad = fc.integer({ min: 1, max: 9 });
  const action = fc.record({
    basket: fc.array(cantidad, { minLength: 3, maxLength: 3 }),
    end: fc.nat(2),
    extra: cantidad,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 8, maxLength: 24 }), async (actions) => {
      const countsOf = (at: number) => stock.counts(stack.pool, productos[at]!.id);
      const before = await Promise.all([0, 1, 2].map(countsOf));
      const sold = [0, 0, 0];
      const open = [0, 0, 0];
      await Promise.all(
        actions.map(async ({ basket, end, extra }) => {
          const pieces = productos.map((producto, at) => ({
            productoId: producto.id,
            cantidad: basket[at]!,
          }));
          const got = await inTransaction(stack.pool, async (db) => {
            if ((await stock.reserve(db, pieces)).length > 0) throw new Error('lack');
          }).catch((error: Error) => error);
          if (got) return expect(got.message).toBe('lack');
          const settle = [
            () => inTransaction(stack.pool, (db) => stock.confirm(db, pieces, uuidV7(), 'prueba')),
            () => inTransaction(stack.pool, (db) => stock.release(db, pieces)),
            () =>
              stock.adjust(
                stack.pool,
                { productoId: pieces[0]!.productoId, cantidad: extra },
                { razon: 'recepcion', por: 'prueba' },
              ),
          ][end]!;
          await settle();
          basket.forEach((count, at) => {
            if (end === 0) sold[at]! += count;
            if (end === 2) open[at]! += count;
          });
          if (end === 2) sold[0]! -= extra;
        }),
      );
      for (const at of [0, 1, 2])
        expect(await countsOf(at)).toMatchObject({
          fisicas: before[at]!.fisicas - sold[at]!,
          reservadas: before[at]!.reservadas + open[at]!,
        });
    }),
    { seed: seedOf(), numRuns: 15 },
  );
  expect(await check()).toMatchObject({ diferencias: [] });
  await stack.pool.query('UPDATE existencias SET fisicas = fisicas + 1 WHERE producto_id = $1', [
    productos[1]!.id,
  ]);
  expect(await check()).toMatchObject({ diferencias: [productos[1]!.id] });
}, 60_000);

test('of 2,000 buyers who race for 100 pieces, 100 get one', async () => {
  const { id } = await shop.comercio();
  const producto = await shop.producto(id, { existencias: { control: true, inicial: 100 } });
  const stock = stack.get(Stock);
  const pieces = [{ productoId: producto.id, cantidad: 1 }];
  const lacks = await Promise.all(Array.from({ length: 2_000 }, () => stock.reserve(stack.pool, pieces)));
  expect(lacks.filter((lack) => lack.length === 0)).toHaveLength(100);
  expect(await stock.counts(stack.pool, producto.id)).toEqual({
    fisicas: 100,
    reservadas: 100,
    disponibles: 0,
  });
}, 60_000);
