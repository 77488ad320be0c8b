import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../config/project-root.js';
import { type Month, monthSuffix } from '../database/month.js';

/** A SELECT over the write model, as a file says it. */
export interface Definition {
  readonly name: string;
  /** File below `prisma/views/`. */
  readonly definition: string;
  /** Tables of it that are divided by month, each written right after FROM or JOIN. */
  readonly monthly: readonly string[];
}

const INCLUDE = /\bINCLUDE (\w+\.sql)/;

/** A file of `prisma/views`. Where it says `INCLUDE other.sql`, that file stands. */
export async function readView(file: string): Promise<string> {
  const text = await readFile(join(projectRoot, 'prisma/views', file), 'utf8');
  const included = INCLUDE.exec(text)?.[1];
  return included ? text.replace(INCLUDE, await readView(included)) : text;
}

/** The SELECT that a definition is. */
export function readDefinition({ definition }: Pick<Definition, 'definition'>): Promise<string> {
  return readView(definition);
}

/**
 * The SELECT with other sources in place of its monthly tables.
 *
 * @param of - SQL of what stands for a table.
 */
export function overSources(
  sql: string,
  { monthly }: Pick<Definition, 'monthly'>,
  of: (table: string) => string,
): string {
  const tables = new RegExp(`\\b(FROM|JOIN) (${monthly.join('|')})\\b`, 'g');
  return sql.replace(tables, (_, clause: string, table: string) => `${clause} ${of(table)}`);
}

/** The SELECT over the partitions of one month. */
export function overMonth(sql: string, definition: Pick<Definition, 'monthly'>, month: Month): string {
  return overSources(sql, definition, (table) => `${table}_${monthSuffix(month)}`);
}
