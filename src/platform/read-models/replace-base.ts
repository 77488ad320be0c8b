import type pg from 'pg';
import type { Queryable } from '../database/pool.js';
import type { Month } from '../database/month.js';
import { aggregateName, aggregatesOf } from './aggregate.js';
import { openAggregate } from './aggregate-schema.js';
import { advanceName, baseName, createVista, definitionName, markName, upsertDelta } from './ddl.js';
import type { ReadModel } from './read-model.js';
import { buildMonth, listColumns, listHotMonths, moveToPublic, readSql } from './schema.js';

/** What the read models are built from: while it is the same, what was built of one fits the others. */
export async function fingerprintOfModels(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ huella: string }>(
    `SELECT coalesce(string_agg(nombre || huella, ',' ORDER BY nombre), '') AS huella FROM modelos_lectura`,
  );
  return rows[0]?.huella ?? '';
}

/** Builds a month's base in another schema, over the partitions that stand there. */
export async function stageBase(
  client: pg.PoolClient,
  model: ReadModel,
  month: Month,
  schema: string,
): Promise<void> {
  const sql = await readSql(model);
  const columns = await listColumns(client, model);
  // The note of what it holds waits there as well: until it takes over, lists are planned by that of the other one.
  await client.query(`
    CREATE TABLE IF NOT EXISTS ${schema}.zonas_lectura (LIKE zonas_lectura INCLUDING ALL);
    SET LOCAL search_path = ${schema}, public`);
  await buildMonth(client, model, sql, columns.eager, month);
  for (const aggregate of aggregatesOf(model.name)) await openAggregate(client, aggregate, [month]);
  await client.query('SET LOCAL search_path = public');
}

const takeNotes = (schema: string) => `
  INSERT INTO zonas_lectura (modelo, mes, zona) SELECT modelo, mes, zona FROM ${schema}.zonas_lectura
  ON CONFLICT (modelo, mes) DO UPDATE SET zona = EXCLUDED.zona, version = zonas_lectura.version + 1;
  DROP TABLE ${schema}.zonas_lectura;`;

/**
 * Takes a month out of what reads see, and drops its base. What was staged for it, if anything, takes its place; whoever
 * calls this moves that schema to `public` afterwards.
 *
 * @param staged - Schema with the month's new base; none if the month leaves.
 */
export async function replaceBase(
  client: pg.PoolClient,
  model: ReadModel,
  month: Month,
  staged?: string,
): Promise<void> {
  const columns = await listColumns(client, model);
  const months = (await listHotMonths(client)).filter((hot) => staged ?? hot !== month);
  const sums = aggregatesOf(model.name).map((aggregate) => aggregateName(aggregate, month));
  if (staged) await client.query(`SET LOCAL search_path = ${staged}, public`);
  await client.query(createVista(model, columns.all, months, 'public'));
  await client.query(`
    SET LOCAL search_path = public;
    DROP FUNCTION IF EXISTS ${markName(model, month)}, ${advanceName(model, month)};
    ${sums.map((name) => `DROP MATERIALIZED VIEW IF EXISTS ${name};`).join(' ')}
    DROP MATERIALIZED VIEW IF EXISTS ${baseName(model, month)};
    DROP VIEW IF EXISTS ${definitionName(model, month)};
    DELETE FROM zonas_lectura WHERE modelo = '${model.name}' AND mes = '${month}' AND ${staged === undefined}`);
}

/** What was staged takes its place: relations, functions, and the notes of what they hold. */
export const unstage = (schema: string) => `${takeNotes(schema)}\n${moveToPublic(schema)};`;

/**
 * Takes rows into the delta as they are now, without writing down that they changed: they came or moved, and say nothing
 * new. Their bases may know nothing of them.
 */
export async function takeIntoDelta(
  client: Queryable,
  model: ReadModel,
  month: Month,
  keys: readonly string[],
): Promise<void> {
  // To plan it takes long enough to be noticed by whoever waits for this transaction.
  if (keys.length === 0) return;
  const { eager } = await listColumns(client, model);
  await client.query(upsertDelta(model, eager, month, '$1::uuid[]'), [keys]);
}
