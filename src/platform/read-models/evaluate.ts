import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../config/project-root.js';
import type { Queryable } from '../database/pool.js';
import type { ReadModel } from './read-model.js';

const texts = new Map<string, Promise<string>>();

/**
 * Rows of a read model as its definition makes them of rows that are not in the database: the same rule, and the same
 * reference data as of now.
 *
 * @param sources - For each monthly table of the definition, a SELECT of its rows in place of the table's.
 * @param values - Parameters of those.
 */
export async function evaluate<Row extends object>(
  db: Queryable,
  model: ReadModel,
  columns: readonly string[],
  sources: Readonly<Record<string, string>>,
  values: readonly unknown[],
): Promise<Row[]> {
  const name = `evaluar_${model.name}`;
  const text = texts.get(name) ?? readText(model, columns, sources);
  texts.set(name, text);
  return (await db.query<Row>({ name, text: await text, values: [...values] })).rows;
}

async function readText(
  { definition, monthly }: ReadModel,
  columns: readonly string[],
  sources: Readonly<Record<string, string>>,
): Promise<string> {
  const sql = await readFile(join(projectRoot, 'prisma/views', definition), 'utf8');
  const tables = new RegExp(`\\b(FROM|JOIN) (${monthly.join('|')})\\b`, 'g');
  const parts = monthly.map((table) => `dada_${table} AS (${sources[table]})`);
  return `WITH ${parts.join(', ')} SELECT ${columns.join(', ')} FROM (${sql.replace(tables, '$1 dada_$2')}) d`;
}
