import type { Queryable } from '../database/pool.js';
import { type Month, monthOfId } from '../database/month.js';
import { baseName } from './ddl.js';
import type { ReadModel } from './read-model.js';
import { listHotMonths } from './schema.js';

/** A condition on a read model's columns, with one value in the place of `?`. */
export interface Condition {
  sql: string;
  value: unknown;
}

/** Which rows to read, newest key first. */
export interface Selection {
  columns: readonly string[];
  where: readonly Condition[];
  /** Only rows with a key before this one. */
  before?: string;
  limit: number;
}

/**
 * The newest rows of a read model that meet all conditions. The key is ordered by time and so are the months: they are
 * read from the newest backwards, in steps that double, until there are enough rows.
 *
 * Order and limit stand inside each branch, of the delta and of each month: over the union the planner would not push
 * them through the anti-join, and read everything.
 */
export async function readNewest<Row>(db: Queryable, model: ReadModel, selection: Selection): Promise<Row[]> {
  const { before, limit } = selection;
  const last = before && monthOfId(before);
  const months = (await listHotMonths(db)).reverse().filter((month) => !last || month <= last);
  const rows: Row[] = [];
  for (let step = 1, from = 0; from < months.length && rows.length < limit; from += step, step *= 2) {
    const window = months.slice(from, from + step);
    const { text, values } = selectWindow(model, { ...selection, limit: limit - rows.length }, window);
    rows.push(...(await db.query<Row & object>(text, values)).rows);
  }
  return rows;
}

function selectWindow(
  model: ReadModel,
  { columns, where, before, limit }: Selection,
  months: readonly Month[],
) {
  const { name, key } = model;
  const conditions = [...where, ...(before ? [{ sql: `${key} < ?`, value: before }] : [])];
  const values = conditions.map(({ value }) => value);
  const met = conditions.map(({ sql }, index) => `AND ${sql.replace('?', `$${index + 1}`)}`).join(' ');
  const list = columns.join(', ');
  const newest = `ORDER BY ${key} DESC LIMIT ${limit}`;
  const dates = months.map((month) => `'${month}'`).join(', ');
  const branches = [
    `(SELECT ${list} FROM delta_${name} WHERE mes IN (${dates}) ${met} ${newest})`,
    ...months.map(
      (month) => `
      (SELECT ${list} FROM ${baseName(model, month)} v
       WHERE NOT EXISTS (SELECT FROM delta_${name} d WHERE d.${key} = v.${key}) ${met} ${newest})`,
    ),
  ];
  return { text: `${branches.join(' UNION ALL ')} ${newest}`, values };
}
