import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { Duck } from '../../src/platform/archive/duck.js';
import { literal } from '../../src/platform/database/literal.js';

/** Tables and views of the base with a row that has a word. */
export async function tablesWith(pool: pg.Pool, word: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'm')`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await pool.query(`SELECT FROM ${name} x WHERE x::text ILIKE $1 LIMIT 1`, [
      `%${word}%`,
    ]);
    if (rowCount) found.push(name);
  }
  return found.sort();
}

/** Files below a directory that have a word: as they are, and Parquet as it is read. */
export async function filesWith(directory: string, word: string): Promise<string[]> {
  const duck = await Duck.open({ memoryMib: 128 });
  try {
    const found: string[] = [];
    for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(directory, name);
      const bytes = readIfFile(path);
      if (bytes?.toString('latin1').toLowerCase().includes(word)) found.push(name);
      else if (bytes && name.endsWith('.parquet')) {
        const sql = `SELECT 1 AS one FROM read_parquet(${literal(path)}) t WHERE t::VARCHAR ILIKE ${literal(`%${word}%`)} LIMIT 1`;
        if ((await duck.rows(sql)).length > 0) found.push(name);
      }
    }
    return found;
  } finally {
    duck.close();
  }
}

function readIfFile(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    return undefined;
  }
}
