import type pg from 'pg';
import { transaction } from '../database/transaction.js';
import { type Aggregate, adjustmentName, aggregatesOf } from './aggregate.js';
import type { ReadModel } from './read-model.js';

/**
 * What a refresh may take of the machine: one core, and memory enough that a month is sorted and compared without a file.
 * For the transaction alone.
 */
export const STEADY = `
  SET LOCAL max_parallel_workers_per_gather = 0;
  SET LOCAL max_parallel_maintenance_workers = 0;
  SET LOCAL work_mem = '64MB';
  SET LOCAL maintenance_work_mem = '256MB'`;

/** Brings up to date what the figures of a model lack of what changed since they were computed, if anything did. */
export async function refreshStaleAdjustments(client: pg.PoolClient, model: ReadModel): Promise<void> {
  const stale: Aggregate[] = [];
  for (const aggregate of aggregatesOf(model.name))
    if (await isStale(client, aggregate, model)) stale.push(aggregate);
  if (stale.length === 0) return;
  await transaction(client, async () => {
    await client.query(STEADY);
    for (const aggregate of stale) await refreshAdjustment(client, aggregate);
  });
  // It is small, and much of it is new every minute.
  for (const aggregate of stale) await client.query(`VACUUM (TRUNCATE false) ${adjustmentName(aggregate)}`);
}

/** Computes the adjustments of a model anew, inside the caller's transaction. */
export async function refreshAdjustments(client: pg.PoolClient, model: ReadModel): Promise<void> {
  for (const aggregate of aggregatesOf(model.name)) await refreshAdjustment(client, aggregate);
}

async function refreshAdjustment(client: pg.PoolClient, aggregate: Aggregate): Promise<void> {
  const started = performance.now();
  // Taken before REFRESH takes its own: what it names is in the figures for certain.
  const { rows } = await client.query<{ snapshot: string; at: string }>(
    'SELECT pg_current_snapshot()::text AS snapshot, clock_timestamp() AS at',
  );
  await client.query(`REFRESH MATERIALIZED VIEW CONCURRENTLY ${adjustmentName(aggregate)}`);
  await client.query(
    `INSERT INTO calculos (modelo, calculado_en, instantanea, ms) VALUES ($1, $2, $3, $4)
     ON CONFLICT (modelo) DO UPDATE
       SET calculado_en = EXCLUDED.calculado_en, instantanea = EXCLUDED.instantanea, ms = EXCLUDED.ms`,
    [aggregate.name, rows[0]?.at, rows[0]?.snapshot, Math.round(performance.now() - started)],
  );
}

async function isStale(client: pg.PoolClient, aggregate: Aggregate, model: ReadModel): Promise<boolean> {
  const { rows } = await client.query<{ stale: boolean }>(
    `SELECT EXISTS (
       SELECT FROM delta_${model.name} d
       WHERE NOT EXISTS (SELECT FROM calculos c
                         WHERE c.modelo = $1 AND pg_visible_in_snapshot(d.xid, c.instantanea::pg_snapshot))
     ) AS stale`,
    [aggregate.name],
  );
  return rows[0]?.stale ?? true;
}
