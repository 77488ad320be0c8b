import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodigoSeries } from '../../src/modules/codigos/codigo-series.js';
import { codigoOf, serialOf } from '../../src/modules/codigos/domain/codigo.js';
import { migrate } from '../../src/platform/database/migrations.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const MIGRATIONS = 'prisma/migrations';
let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createDatabase('template0');
  folder = mkdtempSync(join(tmpdir(), 'migraciones-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const names = () =>
  readdirSync(folder)
    .filter((name) => /^\d/.test(name))
    .sort();
function add(name: string, sql: string) {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}
const ledger = async () =>
  (await database.pool.query('SELECT * FROM _prisma_migrations ORDER BY migration_name')).rows;

test('all are applied once, in order, and kept in the ledger of Prisma', async () => {
  expect(await migrate(database.pool, folder)).toEqual(names());
  expect(await migrate(database.pool, folder)).toEqual([]);
  for (const row of await ledger()) {
    const sql = readFileSync(join(folder, row.migration_name, 'migration.sql'));
    expect(row).toMatchObject({
      checksum: createHash('sha256').update(sql).digest('hex'),
      finished_at: expect.any(String),
      rolled_back_at: null,
      applied_steps_count: 1,
    });
  }
});

test('several processes at once apply each one once', async () => {
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.pool, folder)));
  expect(applied.flat()).toEqual(names());
});

test('one that fails leaves nothing of itself, keeps those before it, and is named', async () => {
  add('29990101000000_good', 'CREATE TABLE buena (id int)');
  add('29990102000000_bad', 'CREATE TABLE mala (id int); SELECT 1 / 0');
  await expect(migrate(database.pool, folder)).rejects.toThrow(/29990102000000_bad.*division by zero/);
  const { rows } = await database.pool.query(
    `SELECT to_regclass('buena') AS buena, to_regclass('mala') AS mala`,
  );
  expect(rows).toEqual([{ buena: 'buena', mala: null }]);
  add('29990103000000_never', 'SELECT 1');
  writeFileSync(join(folder, '29990102000000_bad', 'migration.sql'), 'CREATE TABLE mala (id int)');
  expect(await migrate(database.pool, folder)).toEqual(['29990102000000_bad', '29990103000000_never']);
});

test('a file that was changed after it was applied is refused', async () => {
  await migrate(database.pool, folder);
  writeFileSync(join(folder, names()[0]!, 'migration.sql'), 'SELECT 1');
  await expect(migrate(database.pool, folder)).rejects.toThrow(/cambió después de aplicarse/);
});

test('a file that was applied and is gone is refused', async () => {
  await migrate(database.pool, folder);
  rmSync(join(folder, names()[0]!), { recursive: true });
  await expect(migrate(database.pool, folder)).rejects.toThrow(/no en el disco/);
});

test('finding 18: an installation with codes in their order goes on behind them, with a million to spare', async () => {
  const [last] = names().filter((name) => name.endsWith('_bloques_de_codigos')) as [string];
  const later = names().filter((name) => name >= last);
  for (const name of later) rmSync(join(folder, name), { recursive: true });
  await migrate(database.pool, folder);
  await database.pool.query(`SELECT setval('serie_codigos', 41999)`);
  for (const name of later) cpSync(join(MIGRATIONS, name), join(folder, name), { recursive: true });
  await migrate(database.pool, folder);
  const series = new CodigoSeries('PE');
  const codigos = await series.next(database.pool, 2_000);
  const serials = codigos.map((codigo) => serialOf(codigo) as number);
  expect(Math.min(...serials)).toBeGreaterThanOrEqual(1_041_999);
  expect(new Set(serials).size).toBe(2_000);
  expect(await series.findReserved(database.pool, [codigoOf(41_999, 'PE'), ...codigos])).toEqual(new Set());
});
