import { type Month, monthOfId, monthSuffix } from '../database/month.js';
import type { Queryable } from '../database/pool.js';
import type { ReadModel } from './read-model.js';
import { overSources, readDefinition } from './definition.js';

/** Which rows of a monthly table had happened by an instant. */
export interface AsOf {
  table: string;
  /** Column that says when a row happened. */
  column: string;
  /** RFC 3339. */
  instant: string;
}

/**
 * One row of a read model as it was at an instant: from the definition itself, over what had happened by then. The rule is
 * the same text, so that it cannot be another one.
 */
export async function readAsOf<Row extends object>(
  db: Queryable,
  model: ReadModel,
  columns: readonly string[],
  key: string,
  { table, column, instant }: AsOf,
): Promise<Row | undefined> {
  const month: Month = monthOfId(key);
  const definition = overSources(await readDefinition(model), model, (source) => {
    const partition = `${source}_${monthSuffix(month)}`;
    return source === table ? `(SELECT * FROM ${partition} WHERE ${column} <= $2::timestamptz)` : partition;
  });
  const { rows } = await db.query<Row>(
    `SELECT ${columns.join(', ')} FROM (${definition}) d WHERE ${model.key} = $1`,
    [key, instant],
  );
  return rows[0];
}
