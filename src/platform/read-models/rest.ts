import type { Month } from '../database/month.js';
import type { Queryable } from '../database/pool.js';
import { type Condition, requirementOf } from './condition.js';
import { baseName } from './ddl.js';
import type { ReadModel } from './read-model.js';

/** Most rows of a month that are copied. */
const MOST = 500;

/** Name of the table of what is left over. */
export const restName = ({ name }: ReadModel) => `resto_${name}`;

/** The table of what is left over, empty: with the columns that the delta has. Nothing for a model that declares none. */
export function createRest(model: ReadModel, columns: readonly string[]): string {
  if (!model.zones?.rest) return '';
  return `
    CREATE TABLE ${restName(model)} AS SELECT ${columns.join(', ')}, mes FROM delta_${model.name} WITH NO DATA;
    ALTER TABLE ${restName(model)} ADD PRIMARY KEY (${model.key}), ALTER COLUMN mes SET NOT NULL;`;
}

/** Whether whatever meets these conditions is among what would be left over of a month. */
export function asksRest(model: ReadModel, where: readonly Condition[]): boolean {
  const rest = model.zones?.rest;
  if (!rest) return false;
  return where.some((condition) => {
    const required = requirementOf(condition);
    return required?.column === rest.column && required.anyOf.every((value) => rest.values.includes(value));
  });
}

/** Whether a month's base has little left over, as a query. */
export function hasRest(model: ReadModel, month: Month): string {
  if (!model.zones?.rest) return 'SELECT false';
  return `SELECT count(*) <= ${MOST} FROM (SELECT FROM ${baseName(model, month)} WHERE ${isLeft(model)} LIMIT ${MOST + 1}) r`;
}

/** Copies what is left over of a month's base, if it is little: in the transaction that changed the base. */
export async function copyRest(db: Queryable, model: ReadModel, month: Month): Promise<void> {
  if (!model.zones?.rest) return;
  const table = restName(model);
  const { rows } = await db.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(attname), ', ') AS columns FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'mes'`,
    [table],
  );
  const columns = rows[0]?.columns;
  await db.query(`DELETE FROM ${table} WHERE mes = '${month}'`);
  await db.query(`
    INSERT INTO ${table} (${columns}, mes)
    SELECT ${columns}, '${month}' FROM ${baseName(model, month)} WHERE ${isLeft(model)} AND (${hasRest(model, month)})`);
}

function isLeft({ zones }: ReadModel): string {
  const values = zones?.rest?.values.map((value) => `'${value}'`);
  return `${zones?.rest?.column} IN (${values?.join(', ')})`;
}
