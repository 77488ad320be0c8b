import { join } from 'node:path';
import { type Order, readOrders } from '../../tools/replay/order.js';
import { silent } from '../../tools/replay/progress.js';
import { replay, type ReplayOptions } from '../../tools/replay/replay.js';
import { HOUSE_KEY } from '../../tools/runtime/house-key.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let orders: Order[];
let events: number;
beforeAll(async () => {
  stack = await startStack();
  orders = await readOrders(join(import.meta.dirname, '../support/fixtures/pedidos-olist.ndjson'));
  events = orders.flatMap(({ eventos }) => eventos).length;
});
afterAll(() => stack.close());

const options = (seed: number): ReplayOptions => ({
  url: stack.http.url,
  token: async () => HOUSE_KEY,
  seed,
  perRequest: 5,
  atOnce: 3,
  rate: Infinity,
  patienceMs: 20_000,
});
const rows = async (table: string) => (await stack.pool.query(`SELECT FROM ${table}`)).rowCount;
const everything = async () => [await rows('clientes'), await rows('envios'), await rows('trazas')];

test('real orders arrive as the file says, and a second time they change nothing', async () => {
  const first = await replay(orders, options(1), silent);
  const repeated = Math.floor(events / 10);
  expect(first).toMatchObject({
    orders: orders.length,
    sent: events + repeated,
    acknowledged: events + repeated,
    applied: events,
    duplicates: repeated,
    rejected: 0,
    stored: events,
    mismatches: [],
  });
  expect(first.visibleMs.length).toBeGreaterThan(0);
  const before = await everything();

  const second = await replay(orders, options(2), silent);
  expect(second).toMatchObject({
    sent: first.sent,
    applied: 0,
    duplicates: first.sent,
    stored: events,
    mismatches: [],
  });
  expect(await everything()).toEqual(before);
});

test('what the file does not say is found', async () => {
  const [order] = orders as [Order];
  await replay([order], options(3), silent);
  const { rows: found } = await stack.pool.query<{ codigo: string }>(
    'SELECT codigo FROM envios WHERE referencia = $1',
    [order.pedido],
  );
  const codigo = found[0]?.codigo as string;
  await stack.given.applied([
    stack.given.traza(codigo, { tipo: 'siniestrado', ocurridoEn: order.eventos[0]?.en }),
  ]);
  const { mismatches } = await replay([order], options(4), silent);
  expect(mismatches.map(({ field }) => field)).toEqual(expect.arrayContaining(['estado', 'totalTrazas']));
  expect(mismatches[0]).toMatchObject({ codigo, referencia: order.pedido });
});

test('without a worker it gives up and says why', async () => {
  await stack.stopWorker();
  const unseen = orders.slice(0, 1).map((order) => ({ ...order, pedido: `${order.pedido}-otro` }));
  await expect(replay(unseen, { ...options(5), patienceMs: 500 }, silent)).rejects.toThrow(
    '¿Está en marcha el worker?',
  );
  await stack.startWorker();
});
