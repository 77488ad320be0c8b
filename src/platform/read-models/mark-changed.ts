import { monthOfId } from '../database/month.js';
import type { Queryable } from '../database/pool.js';
import { markName } from './ddl.js';
import type { ReadModel } from './read-model.js';

/**
 * Brings the delta of a read model up to what the caller's transaction has written: call it after the last write, with
 * the keys of the rows that may have changed. Readers see it with the COMMIT.
 */
export async function markChanged(db: Queryable, model: ReadModel, keys: Iterable<string>): Promise<void> {
  const byMonth = Map.groupBy(keys, monthOfId);
  for (const month of [...byMonth.keys()].sort()) {
    const name = markName(model, month);
    await db.query({ name, text: `SELECT ${name}($1)`, values: [byMonth.get(month)] });
  }
}
