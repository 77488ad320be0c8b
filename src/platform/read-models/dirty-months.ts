import type { Queryable } from '../database/pool.js';
import type { ReadModel } from './read-model.js';
import type { MonthRefresh } from './refresh.js';

/** The months that a refresh of this read model would refresh now, and the rows it would fold, newest month first. */
export async function listDirtyMonths(db: Queryable, { name }: ReadModel): Promise<MonthRefresh[]> {
  const { rows } = await db.query<MonthRefresh>(
    `SELECT '${name}' AS model, mes::text AS month, count(*) AS folded, 0 AS ms FROM delta_${name}
     GROUP BY mes ORDER BY mes DESC`,
  );
  return rows;
}
