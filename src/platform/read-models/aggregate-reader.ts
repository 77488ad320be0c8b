import type { Queryable } from '../database/pool.js';
import { type Aggregate, adjustmentName, aggregateName } from './aggregate.js';
import { listHotMonths } from './hot-months.js';

/**
 * The rows of an aggregate that meet a condition, of all months and the adjustment, as SQL to select from. Of one identity
 * there may be several: add them up.
 *
 * @param where - SQL over the columns of the aggregate.
 */
export async function selectAggregate(db: Queryable, aggregate: Aggregate, where: string): Promise<string> {
  const months = await listHotMonths(db);
  const views = [adjustmentName(aggregate), ...months.map((month) => aggregateName(aggregate, month))];
  return views.map((view) => `SELECT * FROM ${view} WHERE ${where}`).join('\nUNION ALL ');
}

/** Rows of an aggregate that come as a JSON array. `source` is the SQL of it. */
export function selectGiven({ name }: Aggregate, source: string): string {
  return `SELECT * FROM json_populate_recordset(NULL::vm_${name}_ajuste, ${source})`;
}

/**
 * Until when an aggregate counts everything: when it was computed or, if nothing has changed since, the minute that has
 * begun.
 *
 * @returns RFC 3339.
 */
export async function calculatedAt(db: Queryable, { name, of }: Aggregate): Promise<string> {
  const { rows } = await db.query<{ at: string }>(
    `SELECT CASE WHEN EXISTS (SELECT FROM delta_${of} d WHERE c.instantanea IS NULL
                              OR NOT pg_visible_in_snapshot(d.xid, c.instantanea::pg_snapshot))
                 THEN coalesce(c.calculado_en, m.creado_en)
                 ELSE greatest(c.calculado_en, m.creado_en, date_trunc('minute', now())) END AS at
     FROM modelos_lectura m LEFT JOIN calculos c ON c.modelo = m.nombre WHERE m.nombre = $1`,
    [name],
  );
  return rows[0]?.at ?? new Date(0).toISOString();
}
