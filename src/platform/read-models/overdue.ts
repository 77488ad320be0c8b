import type { Queryable } from '../database/pool.js';
import { readModels } from './read-model.js';

/** How long after its time a refresh may come: whoever does it may be at a large month. */
const GRACE_MINUTES = 10;

const selectDirty = () =>
  readModels
    .all()
    .map(({ name }) => `SELECT '${name}' AS modelo, mes FROM delta_${name}`)
    .join(' UNION ');

// $1: minutes. When it was noticed that a month has changed is written down by the job, so it counts, too, when that has
// looked last: a run that finds nothing to do says so at its programación.
const selectOverdue = () => `
  SELECT EXISTS (
    SELECT FROM (${selectDirty()}) d LEFT JOIN refrescos r USING (modelo, mes)
    WHERE r.pendiente_desde < now() - make_interval(mins => $1)
       OR EXISTS (SELECT FROM programaciones WHERE semilla = 'refresco' AND creada_en < now() - make_interval(mins => $1))
          AND NOT EXISTS (SELECT FROM programaciones WHERE tipo = 'refresco' AND vacia_en > now() - make_interval(mins => $1))
          AND NOT EXISTS (SELECT FROM ejecuciones e WHERE e.tipo = 'refresco' AND NOT e.simulacro
                            AND e.terminada_en > now() - make_interval(mins => $1))
  ) AS overdue`;

/**
 * Whether a month of a read model has changed and is not refreshed, though its time has come.
 *
 * @param ageMinutes - How old a change may get by the policy of refreshes.
 */
export async function isRefreshOverdue(db: Queryable, ageMinutes: number): Promise<boolean> {
  const { rows } = await db.query<{ overdue: boolean }>(selectOverdue(), [ageMinutes + GRACE_MINUTES]);
  return rows[0]?.overdue ?? false;
}
