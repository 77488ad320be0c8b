import type pg from 'pg';
import { withAdvisoryLock } from '../database/advisory-lock.js';
import type { Month } from '../database/month.js';
import { withConnection } from '../database/transaction.js';
import { baseName } from './ddl.js';
import type { ReadModel } from './read-model.js';
import { noteZone } from './zone-note.js';

/** A minute a million envíos was measured: no month takes longer. */
const REFRESH_LIMIT_MS = 3_600_000;

/** One month that was refreshed. */
export interface MonthRefresh {
  model: string;
  month: Month;
  /** Delta rows that the base now holds, and that were taken out of the delta. */
  folded: number;
  /** Milliseconds it took. */
  ms: number;
}

/**
 * Folds the delta of a read model into its base, month after month, only where there is something to fold. One refresh
 * of a read model runs at a time in the whole installation; a second one returns at once with nothing.
 */
export async function refreshReadModel(pool: pg.Pool, model: ReadModel): Promise<MonthRefresh[]> {
  const refreshed = await withConnection(pool, (client) =>
    withAdvisoryLock(client, `refresco:${model.name}`, false, async () => {
      const dirty = await client.query<{ mes: Month }>(
        `SELECT DISTINCT mes::text FROM delta_${model.name} ORDER BY 1 DESC`,
      );
      const done: MonthRefresh[] = [];
      for (const { mes } of dirty.rows) done.push(await refreshMonth(client, model, mes));
      return done;
    }),
  );
  return refreshed ?? [];
}

/**
 * These statements, each its own transaction, in this order:
 *
 * 1. Note which transactions are visible now. REFRESH takes its snapshot later, so it sees all of these and maybe more.
 * 2. REFRESH ... CONCURRENTLY: readers go on.
 * 3. Note what the base holds now. The delta still has whatever the note before did not know of.
 * 4. Delete the delta rows that a noted transaction wrote. A row written since keeps standing over the base, also when
 *    REFRESH happened to see it: then it is merely equal. SKIP LOCKED leaves a row that is being rewritten this moment,
 *    which would otherwise wait for its writer and could deadlock with it.
 */
async function refreshMonth(client: pg.PoolClient, model: ReadModel, month: Month): Promise<MonthRefresh> {
  const started = performance.now();
  const snapshot = await client.query<{ noted: string }>('SELECT pg_current_snapshot()::text AS noted');
  const refresh = `REFRESH MATERIALIZED VIEW CONCURRENTLY ${baseName(model, month)}`;
  await client.query({ text: refresh, query_timeout: REFRESH_LIMIT_MS } as pg.QueryConfig);
  await noteZone(client, model, month);
  const { rowCount } = await client.query(
    `DELETE FROM delta_${model.name} WHERE ${model.key} IN (
       SELECT ${model.key} FROM delta_${model.name}
       WHERE mes = $1 AND pg_visible_in_snapshot(xid, $2::pg_snapshot)
       FOR UPDATE SKIP LOCKED)`,
    [month, snapshot.rows[0]?.noted],
  );
  return { model: model.name, month, folded: rowCount ?? 0, ms: Math.round(performance.now() - started) };
}
