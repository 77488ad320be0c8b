import { type Duck, literal } from '../../platform/archive/duck.js';
import { ARCHIVED_TABLES, type ArchivedTable, hashOfFile, type TableName } from './archived-tables.js';
import { type HashRow, RowHash } from './row-hash.js';

/** Files of an export on this machine, by table. */
export type MonthPaths = Record<TableName, string>;

/** `read_parquet` of a file without these codes. */
export function withoutCodes(path: string, codes: string): string {
  return `read_parquet(${literal(path)}) WHERE codigo NOT IN (SELECT codigo FROM ${codes})`;
}

/** Makes a list of codes a table of DuckDB. */
export async function loadCodes(duck: Duck, table: string, codes: readonly string[]): Promise<void> {
  await duck.run(`CREATE OR REPLACE TEMP TABLE ${table} (codigo VARCHAR)`);
  await duck.run(`INSERT INTO ${table} SELECT unnest(from_json($1, '["VARCHAR"]'))`, [JSON.stringify(codes)]);
}

/** Count and hash of rows of a file. `from` is what follows FROM. */
export async function hashFile(duck: Duck, table: ArchivedTable, from: string): Promise<RowHash> {
  const [row] = await duck.rows<HashRow>(hashOfFile(table, from));
  return RowHash.of(row as HashRow);
}

/** One value for each archived table. */
export async function eachTable<T>(of: (table: ArchivedTable) => Promise<T>): Promise<Record<TableName, T>> {
  const entries: [TableName, T][] = [];
  for (const table of ARCHIVED_TABLES) entries.push([table.name, await of(table)]);
  return Object.fromEntries(entries) as Record<TableName, T>;
}
