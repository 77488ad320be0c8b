import type { Queryable } from '../database/pool.js';
import { MadeOnce } from '../lifecycle/made-once.js';
import { type Definition, overSources, readDefinition } from './definition.js';

const texts = new Map<string, MadeOnce<string>>();

/**
 * Rows of a read model as its definition makes them of rows that are not in the database: the same rule, and the same
 * reference data as of now.
 *
 * @param sources - For each monthly table of the definition, a SELECT of its rows in place of the table's.
 * @param values - Parameters of those.
 */
export async function evaluate<Row extends object>(
  db: Queryable,
  model: Definition,
  columns: readonly string[],
  sources: Readonly<Record<string, string>>,
  values: readonly unknown[],
): Promise<Row[]> {
  const name = `evaluar_${model.name}`;
  const text = texts.get(name) ?? new MadeOnce(() => readText(model, columns, sources));
  texts.set(name, text);
  return (await db.query<Row>({ name, text: await text.get(), values: [...values] })).rows;
}

async function readText(
  definition: Definition,
  columns: readonly string[],
  sources: Readonly<Record<string, string>>,
): Promise<string> {
  const sql = overSources(await readDefinition(definition), definition, (table) => `dada_${table}`);
  const parts = definition.monthly.map((table) => `dada_${table} AS (${sources[table]})`);
  return `WITH ${parts.join(', ')} SELECT ${columns.join(', ')} FROM (${sql}) t`;
}
