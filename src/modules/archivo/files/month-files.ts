import type { Duck } from '../../../platform/archive/duck.js';
import { literal } from '../../../platform/database/literal.js';
import type { FileName } from '../../periodos/contract.js';
import { type ArchivedFile, hashOfFile } from './archived-tables.js';
import { type HashRow, RowHash } from './row-hash.js';

/** Files of an export on this machine. */
export type MonthPaths = Record<FileName, string>;

/** `read_parquet` of a file without these codes. */
export function withoutCodes(path: string, codes: string): string {
  return `read_parquet(${literal(path)}) WHERE codigo NOT IN (SELECT codigo FROM ${codes})`;
}

/** `read_parquet` of what a file has of these codes. */
export function onlyCodes(path: string, codes: string): string {
  return `read_parquet(${literal(path)}) WHERE codigo IN (SELECT codigo FROM ${codes})`;
}

/** Makes a list of codes a table of DuckDB. */
export async function loadCodes(duck: Duck, table: string, codes: readonly string[]): Promise<void> {
  await duck.run(`CREATE OR REPLACE TEMP TABLE ${table} (codigo VARCHAR)`);
  await duck.run(`INSERT INTO ${table} SELECT unnest(from_json($1, '["VARCHAR"]'))`, [JSON.stringify(codes)]);
}

/** Count and hash of rows of a file. `from` is what follows FROM. */
export async function hashFile(duck: Duck, table: ArchivedFile, from: string): Promise<RowHash> {
  const [row] = await duck.rows<HashRow>(hashOfFile(table, from));
  return RowHash.of(row as HashRow);
}

/** One value for each of these files. */
export async function eachOf<File extends ArchivedFile, T>(
  files: readonly File[],
  of: (file: File) => Promise<T>,
): Promise<Record<File['name'], T>> {
  const entries: [FileName, T][] = [];
  for (const file of files) entries.push([file.name, await of(file)]);
  return Object.fromEntries(entries) as Record<File['name'], T>;
}
