import type { Month } from '../database/month.js';
import type { Queryable } from '../database/pool.js';
import { baseName } from './ddl.js';
import type { ReadModel } from './read-model.js';
import { copyRest, hasRest } from './rest.js';

/** Of a column with more distinct values than these no list is kept. */
const MOST_VALUES = 1_000;

/**
 * Notes what a month's base holds, in `zonas_lectura`. Nothing for a read model that declares no zones.
 *
 * A refresh runs it after its REFRESH and before it deletes from the delta: until then every row that the note does not
 * know of stands in the delta as well, so a list that is planned by the older note misses nothing.
 */
export async function noteZone(db: Queryable, model: ReadModel, month: Month): Promise<void> {
  if (!model.zones) return;
  await copyRest(db, model, month);
  const base = baseName(model, month);
  const ranges = model.zones.ranges.map(
    (c) => `'${c}', jsonb_build_array(min(${c}), max(${c}), count(*) > count(${c}))`,
  );
  const sets = model.zones.sets.map(
    (c) => `
      '${c}', (SELECT CASE WHEN count(*) <= ${MOST_VALUES} THEN coalesce(jsonb_agg(v), '[]') END
       FROM (SELECT DISTINCT ${c} AS v FROM ${base} WHERE ${c} IS NOT NULL LIMIT ${MOST_VALUES + 1}) d)`,
  );
  await db.query(`
    INSERT INTO zonas_lectura (modelo, mes, zona)
    SELECT '${model.name}', '${month}', jsonb_build_object('filas', count(*),
      'resto', (${hasRest(model, month)}),
      'rangos', jsonb_build_object(${ranges.join(', ')}),
      'valores', jsonb_build_object(${sets.join(', ')}))
    FROM ${base}
    ON CONFLICT (modelo, mes) DO UPDATE SET zona = EXCLUDED.zona, version = zonas_lectura.version + 1`);
}
