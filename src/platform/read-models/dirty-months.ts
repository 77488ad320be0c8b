import type { Queryable } from '../database/pool.js';
import type { DirtyMonth } from './policy.js';
import type { ReadModel } from './read-model.js';

/** Months of a read model that have rows in the delta, the newest first. One cheap statement. */
export async function listDirtyMonths(db: Queryable, model: ReadModel): Promise<DirtyMonth[]> {
  const { rows } = await db.query<DirtyMonth>(
    `SELECT d.mes::text AS month, count(*) AS rows, coalesce(r.filas, 0) AS "baseRows",
            coalesce(extract(epoch FROM now() - r.pendiente_desde) * 1000, 0)::float8 AS "ageMs"
     FROM delta_${model.name} d LEFT JOIN refrescos r ON r.modelo = $1 AND r.mes = d.mes
     GROUP BY d.mes, r.modelo, r.mes ORDER BY d.mes DESC`,
    [model.name],
  );
  return rows;
}
