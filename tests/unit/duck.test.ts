import { Duck } from '../../src/platform/archive/duck.js';
import { duckCondition } from '../../src/modules/archivo/reads/duck-conditions.js';

let duck: Duck;
beforeAll(async () => (duck = await Duck.open({ memoryMib: 128 })));
afterAll(() => duck.close());

const ENDLESS = 'SELECT sum(a * b) FROM range(1000000000000) t (a), range(1000) s (b)';

test('a question that nobody waits for any more is broken off, and the next one is answered', async () => {
  const leave = new AbortController();
  const asked = duck.rowsUntil(leave.signal, ENDLESS);
  leave.abort();
  await expect(asked).rejects.toThrow(/interrupt/i);
  await expect(duck.rowsUntil(leave.signal, 'SELECT 1 AS uno')).rejects.toThrow();
  expect(await duck.rowsUntil(new AbortController().signal, 'SELECT 1 AS uno')).toEqual([{ uno: 1 }]);
});

test('nothing is ever downloaded', async () => {
  await expect(duck.run('INSTALL spatial')).rejects.toThrow();
  await expect(duck.rows(`SELECT * FROM 'https://example.com/x.parquet'`)).rejects.toThrow();
});

test.each([
  [{ column: 'motivo', type: 'text', anyOf: ["d'Angelo", 'x'] }, "d'Angelo", true],
  [{ column: 'motivo', type: 'text', anyOf: ["'; DROP TABLE t; --"] }, 'x', false],
  [{ column: 'motivo', filled: false }, null, true],
  [{ column: 'motivo', type: 'text', from: 'b', to: 'd' }, 'c', true],
  [{ column: 'motivo', type: 'text', from: 'b', to: 'd' }, 'e', false],
])('the condition %j of %j is %j', async (condition, motivo, meets) => {
  const sql = `SELECT coalesce(${duckCondition(condition)}, false) AS meets FROM (SELECT $1::VARCHAR AS motivo)`;
  expect(await duck.rows(sql, [motivo])).toEqual([{ meets }]);
});

test('words: beginnings, whole ones, without accents, of a cliente', async () => {
  const row = `SELECT 'TZ000000005PE' AS codigo, 'Ñandú/77' AS referencia, 'Zoë Weiß' AS destinatario_nombre, 'Cañete' AS destino_ciudad,
    '+51987654321' AS destinatario_telefono, 'Jr. Ica 100' AS origen_direccion, 'Av. Sol 20' AS destino_direccion,
    '019aaaaa-0000-7000-8000-000000000000'::UUID AS cliente_id`;
  const meets = async (words: string) => {
    const sql = `SELECT ${duckCondition({ sql: '', value: words, late: [] })} AS meets FROM (${row})`;
    return (await duck.rows<{ meets: boolean }>(sql))[0]?.meets;
  };
  expect(await meets(`'nand':*`)).toBe(true);
  expect(await meets(`'987654321' & 'sol' & 'ica'`)).toBe(true);
  expect(await meets(`'nand'`)).toBe(false);
  expect(await meets(`'weiss' & 'canete'`)).toBe(true);
  expect(await meets(`'weiss' & ( 'lima':* | '@019aaaaa-0000-7000-8000-000000000000' )`)).toBe(true);
  expect(await meets(`'weiss' & ( 'lima':* | '@019aaaaa-0000-7000-8000-000000000001' )`)).toBe(false);
  expect(await meets(`'000000005':*`)).toBe(true);
});
