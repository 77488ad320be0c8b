import type { Month } from '../database/month.js';
import type { Queryable } from '../database/pool.js';
import { Registry } from '../registry/registry.js';

/** The table of the months, which one module declares: `mes` is the first day, `caliente` whether the database has rows of it. */
export const monthTables = new Registry<string>('La tabla de los meses');

/** Name of that table. */
export function monthTable(): string {
  const [table] = monthTables.all();
  if (!table) throw new Error('Ningún módulo declara la tabla de los meses.');
  return table;
}

/** SQL of the lock that whatever adds months or rebuilds a read model takes, so that neither misses the other. */
export const lockMonths = () => `SELECT pg_advisory_xact_lock(hashtextextended('${monthTable()}', 0))`;

/** Months that have partitions and bases, oldest first: of an archived one, what stayed of it. */
export async function listHotMonths(db: Queryable): Promise<Month[]> {
  const { rows } = await db.query<{ mes: Month }>(
    `SELECT mes::text FROM ${monthTable()} WHERE caliente ORDER BY mes`,
  );
  return rows.map(({ mes }) => mes);
}
