import { monthOfId } from '../database/month.js';
import type { Queryable } from '../database/pool.js';
import { baseName, definitionName } from './ddl.js';
import type { ReadModel } from './read-model.js';

/** Where a row was read from. */
export type Fuente = 'base' | 'delta';

/**
 * One row of a read model by its key: from the base of its month, unless it changed since; then from the definition
 * itself. Each statement names one month's relations: over `vista_X`, with 36 months, the same row took 25 ms to plan
 * and 0.8 ms to run, against 0.2 ms and 0.05 ms.
 *
 * @param variant - Tells statements with other columns apart.
 */
export async function readOne<Row extends object>(
  db: Queryable,
  model: ReadModel,
  columns: readonly string[],
  key: string,
  variant = '',
): Promise<(Row & { fuente: Fuente }) | undefined> {
  const month = monthOfId(key);
  const [base, definition] = [baseName(model, month), definitionName(model, month)];
  const list = columns.join(', ');
  const unchanged = await db.query<Row>({
    name: `${base}${variant}`,
    text: `SELECT ${list} FROM ${base} v WHERE ${model.key} = $1
           AND NOT EXISTS (SELECT FROM delta_${model.name} d WHERE d.${model.key} = v.${model.key})`,
    values: [key],
  });
  if (unchanged.rows[0]) return { ...unchanged.rows[0], fuente: 'base' };
  const changed = await db.query<Row>({
    name: `${definition}${variant}`,
    text: `SELECT ${list} FROM ${definition} WHERE ${model.key} = $1`,
    values: [key],
  });
  return changed.rows[0] && { ...changed.rows[0], fuente: 'delta' };
}
