import { arrayOf } from '../database/binary-array.js';
import { type Month, monthOfId } from '../database/month.js';
import type { Queryable } from '../database/pool.js';
import { advanceName } from './ddl.js';
import { markChanged } from './mark-changed.js';
import type { Advance, ReadModel } from './read-model.js';

/** A row that was written, as the advance of a read model wants it: `clave` is the key of the row it belongs to. */
export type NewRow<Model extends { advance: Advance }> = { clave: string } & Record<
  keyof Model['advance']['rows'],
  unknown
>;

/**
 * `markChanged` for the case that nothing but these rows was written: what they merely move on is not computed anew. They
 * are in the caller's transaction, after a lock that keeps other writers off the same keys.
 */
export async function advance<Model extends ReadModel & { advance: Advance }>(
  db: Queryable,
  model: Model,
  rows: readonly NewRow<Model>[],
): Promise<void> {
  const byMonth = Map.groupBy(rows, ({ clave }) => monthOfId(clave));
  const left: string[] = [];
  for (const month of [...byMonth.keys()].sort())
    left.push(...(await advanceMonth(db, model, month, byMonth.get(month) as NewRow<Model>[])));
  await markChanged(db, model, left);
}

async function advanceMonth<Model extends ReadModel & { advance: Advance }>(
  db: Queryable,
  model: Model,
  month: Month,
  rows: readonly NewRow<Model>[],
): Promise<string[]> {
  const name = advanceName(model, month);
  const types: Record<string, string> = { clave: 'uuid', ...model.advance.rows };
  const column = (field: string) => rows.map((row) => row[field as keyof NewRow<Model>]);
  const { rows: left } = await db.query<{ clave: string }>({
    name,
    text: `SELECT ${name}(${Object.keys(types)
      .map((_, index) => `$${index + 1}`)
      .join(', ')}) AS clave`,
    values: Object.entries(types).map(([field, type]) => arrayOf(type, column(field))),
  });
  return left.map(({ clave }) => clave);
}
