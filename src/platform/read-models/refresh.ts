import type pg from 'pg';
import { withAdvisoryLock } from '../database/advisory-lock.js';
import type { Month } from '../database/month.js';
import { transaction, withConnection } from '../database/transaction.js';
import { aggregateName, aggregatesOf } from './aggregate.js';
import { refreshAdjustments, refreshStaleAdjustments, STEADY } from './aggregate-refresh.js';
import { baseName } from './ddl.js';
import { listDirtyMonths } from './dirty-months.js';
import { chooseMonths, EVERYTHING, type RefreshPolicy } from './policy.js';
import type { ReadModel } from './read-model.js';
import { type MonthRefresh, noteDirty, noteRefresh } from './refresh-ledger.js';
import { vacuumWorn } from './vacuum.js';
import { noteZone } from './zone-note.js';

/** A minute a million rows was measured: no month takes longer. */
export const REFRESH_LIMIT_MS = 3_600_000;

/**
 * Folds the delta of a read model into its base, month after month, only where there is something to fold, and brings its
 * figures up to date. One refresh of a read model runs at a time in the whole installation; a second one returns at once
 * with nothing.
 *
 * @param policy - Which months are worth it; all that changed if left out.
 * @param between - Called before each month and after the last, with the number of those done and of all. It may throw to
 *   stop: nothing is half done then.
 */
export async function refreshReadModel(
  pool: pg.Pool,
  model: ReadModel,
  policy: RefreshPolicy = EVERYTHING,
  between: (done: number, total: number) => Promise<void> = () => Promise.resolve(),
): Promise<MonthRefresh[]> {
  const refreshed = await withConnection(pool, (client) =>
    withAdvisoryLock(client, `refresco:${model.name}`, false, async () => {
      const dirty = await listDirtyMonths(client, model);
      if (dirty.length === 0) return [];
      await noteDirty(client, model, dirty);
      const done: MonthRefresh[] = [];
      const months = chooseMonths(dirty, policy);
      await refreshStaleAdjustments(client, model);
      for (const month of months) {
        await between(done.length, months.length);
        done.push(await refreshMonth(client, model, month));
        await vacuumWorn(client, model, month);
      }
      if (done.length > 0) await between(done.length, months.length);
      return done;
    }),
  );
  return refreshed ?? [];
}

/**
 * Three steps, each its own transaction, in this order:
 *
 * 1. Note which transactions are visible now. REFRESH takes its snapshot later, so it sees all of these and maybe more.
 * 2. REFRESH ... CONCURRENTLY: readers go on. What sums up the base goes with it, so that no reader sees the one new and
 *    the other old; and what the base holds now is noted. The delta still has whatever that note does not know of.
 * 3. Delete the delta rows that a noted transaction wrote. A row written since keeps standing over the base, also when
 *    REFRESH happened to see it: then it is merely equal. SKIP LOCKED leaves a row that is being rewritten this moment,
 *    which would otherwise wait for its writer and could deadlock with it.
 */
async function refreshMonth(client: pg.PoolClient, model: ReadModel, month: Month): Promise<MonthRefresh> {
  const started = performance.now();
  const noted = await client.query<{ snapshot: string; at: string }>(
    'SELECT pg_current_snapshot()::text AS snapshot, now() AS at',
  );
  const { snapshot, at } = noted.rows[0] as { snapshot: string; at: string };
  await transaction(client, async () => {
    await client.query(STEADY);
    await refreshView(client, baseName(model, month));
    for (const aggregate of aggregatesOf(model.name))
      await refreshView(client, aggregateName(aggregate, month));
    await refreshAdjustments(client, model);
    await noteZone(client, model, month);
  });
  const { rowCount } = await client.query(
    `DELETE FROM delta_${model.name} WHERE ${model.key} IN (
       SELECT ${model.key} FROM delta_${model.name}
       WHERE mes = $1 AND pg_visible_in_snapshot(xid, $2::pg_snapshot)
       FOR UPDATE SKIP LOCKED)`,
    [month, snapshot],
  );
  const ms = Math.round(performance.now() - started);
  const refresh = { model: model.name, month, folded: rowCount ?? 0, ms };
  await noteRefresh(client, model, refresh, at);
  return refresh;
}

/** Refreshes a view while it is read. */
export async function refreshView(client: pg.PoolClient, name: string): Promise<void> {
  const text = `REFRESH MATERIALIZED VIEW CONCURRENTLY ${name}`;
  await client.query({ text, query_timeout: REFRESH_LIMIT_MS } as pg.QueryConfig);
}

/** Fills the base of a month, and what sums it up, inside the caller's transaction. Readers of the month wait for its end. */
export async function fillMonth(client: pg.PoolClient, model: ReadModel, month: Month): Promise<void> {
  const started = performance.now();
  const views = [
    baseName(model, month),
    ...aggregatesOf(model.name).map((sums) => aggregateName(sums, month)),
  ];
  for (const name of views) await client.query(`REFRESH MATERIALIZED VIEW ${name}`);
  await noteZone(client, model, month);
  const ms = Math.round(performance.now() - started);
  await noteRefresh(client, model, { model: model.name, month, folded: 0, ms }, new Date().toISOString());
}
