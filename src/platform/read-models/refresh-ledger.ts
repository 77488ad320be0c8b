import type { Month } from '../database/month.js';
import type { Queryable } from '../database/pool.js';
import { baseName } from './ddl.js';
import type { DirtyMonth } from './policy.js';
import type { ReadModel } from './read-model.js';

/** One month that was refreshed. */
export interface MonthRefresh {
  model: string;
  month: Month;
  /** Delta rows that the base now holds, and that were taken out of the delta. */
  folded: number;
  /** Milliseconds it took. */
  ms: number;
}

/** Notes since when months have been dirty, of those where nobody has yet. */
export async function noteDirty(
  db: Queryable,
  { name }: ReadModel,
  dirty: readonly DirtyMonth[],
): Promise<void> {
  const fresh = dirty.filter(({ ageMs }) => ageMs === 0).map(({ month }) => month);
  if (fresh.length === 0) return;
  await db.query(
    `INSERT INTO refrescos (modelo, mes, pendiente_desde) SELECT $1, mes, now() FROM unnest($2::date[]) mes
     ON CONFLICT (modelo, mes) DO UPDATE
       SET pendiente_desde = coalesce(refrescos.pendiente_desde, EXCLUDED.pendiente_desde)`,
    [name, fresh],
  );
}

/**
 * Notes a refresh.
 *
 * @param started - RFC 3339: what is in the delta still came later.
 */
export async function noteRefresh(
  db: Queryable,
  model: ReadModel,
  { month, folded, ms }: MonthRefresh,
  started: string,
): Promise<void> {
  await db.query(
    `INSERT INTO refrescos (modelo, mes, filas, plegadas, ms, refrescado_en, pendiente_desde, muertas)
     SELECT $1, $2, (SELECT count(*) FROM ${baseName(model, month)}), $3, $4, now(),
            CASE WHEN EXISTS (SELECT FROM delta_${model.name} WHERE mes = $2) THEN $5::timestamptz END, $3
     ON CONFLICT (modelo, mes) DO UPDATE
       SET filas = EXCLUDED.filas, plegadas = EXCLUDED.plegadas, ms = EXCLUDED.ms,
           refrescado_en = EXCLUDED.refrescado_en, pendiente_desde = EXCLUDED.pendiente_desde,
           muertas = refrescos.muertas + EXCLUDED.muertas`,
    [model.name, month, folded, ms, started],
  );
}
