import { join } from 'node:path';
import { clienteKeyOf, toCliente, toEnvio, toTrazas } from '../../../tools/replay/mapping.js';
import { type Order, readOrders } from '../../../tools/replay/order.js';

const CLIENTE = '0195f7a0-0000-7000-8000-000000000001';
const TRANSPORTISTA = '0195f7a0-0000-7000-8000-000000000002';

const ORDER: Order = {
  pedido: '5c8ce05c64397c5d1c67ab8ab448ed40',
  destinatario: {
    id: '308c2f67178f4f7987ffe371abd7cba0',
    ciudad: 'caceres',
    region: 'MT',
    codigoPostal: '78200',
    latLon: [-16.06416, -57.67985],
  },
  remitente: {
    id: '562fc2f2c2863ab7e79a9e4388a58a14',
    ciudad: 'campinas',
    region: 'SP',
    codigoPostal: '13070',
    latLon: [-22.88472, -47.07656],
  },
  bultos: 2,
  pesoG: 125,
  prometido: '2018-07-20T00:00:00-03:00',
  eventos: [
    { tipo: 'compra', en: '2018-06-13T09:29:02-03:00' },
    { tipo: 'aprobado', en: '2018-06-13T09:56:23-03:00' },
    { tipo: 'entregado_al_transportista', en: '2018-06-13T15:49:00-03:00' },
    { tipo: 'entregado_al_cliente', en: '2018-06-26T12:12:09-03:00' },
  ],
};

const NOWHERE = { id: null, ciudad: null, region: null, codigoPostal: null, latLon: null };

test('an order becomes a cliente and an envío created when it was bought', () => {
  expect(clienteKeyOf(ORDER)).toBe(ORDER.remitente.id);
  expect(toCliente(ORDER)).toEqual({ nombre: 'Vendedor 562fc2f2', documento: ORDER.remitente.id });
  expect(toEnvio(ORDER, CLIENTE, TRANSPORTISTA)).toMatchObject({
    clienteId: CLIENTE,
    transportistaId: TRANSPORTISTA,
    referencia: ORDER.pedido,
    bultos: 2,
    pesoG: 125,
    creadoEn: '2018-06-13T09:29:02-03:00',
    fechaEstimada: '2018-07-20T00:00:00-03:00',
    destino: { ciudad: 'caceres', pais: 'BR', lat: -16.06416, lon: -57.67985 },
  });
});

test('what is missing is said to be missing', () => {
  const bare = { ...ORDER, remitente: NOWHERE, destinatario: NOWHERE, bultos: 0, pesoG: 0, prometido: null };
  expect(clienteKeyOf(bare)).toBe('sin-remitente');
  expect(toCliente(bare)).toEqual({ nombre: 'Sin remitente', documento: null });
  const envio = toEnvio(bare, CLIENTE, TRANSPORTISTA);
  expect(envio).toMatchObject({
    bultos: 1,
    pesoG: 0,
    fechaEstimada: null,
    destinatario: { nombre: 'Cliente sin datos' },
  });
  expect(envio.origen).toEqual({
    direccion: 'Sin datos',
    ciudad: 'Sin datos',
    region: 'ND',
    pais: 'BR',
    codigoPostal: null,
    lat: null,
    lon: null,
  });
  expect(toTrazas(bare)[3]).toMatchObject({ lugar: null, lat: null, lon: null });
});

test('events become trazas, each with an id that depends on order and event alone', () => {
  const trazas = toTrazas(ORDER);
  expect(trazas.map(({ tipo, lugar }) => [tipo, lugar])).toEqual([
    ['registrado', null],
    ['nota', null],
    ['recogido', 'campinas'],
    ['entregado', 'caceres'],
  ]);
  const ids = trazas.map(({ idEvento }) => idEvento);
  expect(ids[0]).toBe('4b4f28b8-684c-5273-a58b-ba444e286cec');
  expect(new Set(ids).size).toBe(4);
  expect(toTrazas({ ...ORDER, eventos: ORDER.eventos.toReversed() }).map(({ idEvento }) => idEvento)).toEqual(
    ids.toReversed(),
  );
  expect(toTrazas({ ...ORDER, pedido: 'otro' })[0]?.idEvento).not.toBe(ids[0]);
});

test('the file is read, and a line that is no order is named', async () => {
  const fixtures = join(import.meta.dirname, '../../support/fixtures');
  expect(await readOrders(join(fixtures, 'pedidos-olist.ndjson'), 3)).toHaveLength(3);
  await expect(readOrders(join(fixtures, 'README.md'))).rejects.toThrow(/línea 1: no es JSON/);
  await expect(readOrders(join(fixtures, 'nada.ndjson'))).rejects.toThrow(/ENOENT/);
});
