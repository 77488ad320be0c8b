import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Queryable } from '../database/pool.js';
import { inTransaction } from '../database/transaction.js';
import { type Month, monthOfText } from '../database/month.js';
import { type Aggregate, aggregates, aggregatesOf } from './aggregate.js';
import { buildAggregate, dropAggregate, fingerprintOf, openAggregate } from './aggregate-schema.js';
import {
  advanceName,
  createAdvance,
  createDelta,
  createMonth,
  createVista,
  definitionName,
  markName,
} from './ddl.js';
import { readDefinition, readView } from './definition.js';
import { listHotMonths, lockMonths } from './hot-months.js';
import { type ReadModel, readModels } from './read-model.js';
import { createRest, restName } from './rest.js';
import { noteZone } from './zone-note.js';

const CREATE_LEDGER = `
  CREATE TABLE IF NOT EXISTS modelos_lectura (
    nombre text PRIMARY KEY,
    huella text NOT NULL,
    creado_en timestamptz(3) NOT NULL DEFAULT now()
  )`;

/**
 * Brings every read model to its declaration: builds the new, rebuilds those whose definition changed. While one is
 * rebuilt, writers wait (the queue goes on accepting) and readers go on with the old one until the new one is whole.
 *
 * @returns the names of those that were built.
 */
export async function syncReadModels(
  pool: pg.Pool,
  models: readonly ReadModel[] = readModels.all(),
): Promise<string[]> {
  const built: string[] = [];
  for (const model of models) {
    const sql = await readSql(model);
    const ddl = [
      createDelta(model, sql.definition, []),
      createWholeMonth(model, sql, [], monthOfText('2000-01')),
    ];
    const fingerprint = createHash('sha256')
      // Who waits for a rebuild changes nothing of what is built.
      .update(JSON.stringify([{ ...model, writersLock: undefined }, ddl]))
      .digest('hex');
    const rebuilt = (client: pg.PoolClient) => rebuild(client, model, sql);
    if (await buildIfChanged(pool, model.name, () => Promise.resolve(fingerprint), rebuilt))
      built.push(model.name);
  }
  for (const aggregate of aggregates.all()) {
    const fingerprint = (client: pg.PoolClient) => fingerprintOf(client, aggregate);
    const rebuilt = (client: pg.PoolClient) => rebuildAggregate(client, aggregate);
    if (await buildIfChanged(pool, aggregate.name, fingerprint, rebuilt)) built.push(aggregate.name);
  }
  return built;
}

/** Builds what is made of something else than the last time, in one transaction with the note of it. */
function buildIfChanged(
  pool: pg.Pool,
  name: string,
  fingerprintNow: (client: pg.PoolClient) => Promise<string>,
  build: (client: pg.PoolClient) => Promise<void>,
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await client.query(CREATE_LEDGER);
    await client.query('LOCK TABLE modelos_lectura IN SHARE ROW EXCLUSIVE MODE');
    const { rows } = await client.query<{ huella: string }>(
      'SELECT huella FROM modelos_lectura WHERE nombre = $1',
      [name],
    );
    const fingerprint = await fingerprintNow(client);
    if (rows[0]?.huella === fingerprint) return false;
    await build(client);
    await client.query(
      `INSERT INTO modelos_lectura (nombre, huella) VALUES ($1, $2)
       ON CONFLICT (nombre) DO UPDATE SET huella = EXCLUDED.huella, creado_en = now()`,
      [name, fingerprint],
    );
    return true;
  });
}

/** Builds a read model anew as it is declared, whether or not that changed; writers wait and readers go on. */
export async function rebuildReadModel(pool: pg.Pool, model: ReadModel): Promise<void> {
  const sql = await readSql(model);
  await inTransaction(pool, (client) => rebuild(client, model, sql));
}

/** Builds a read model beside the one in use, in a schema of its own, and puts it in its place at the very end. */
async function rebuild(client: pg.PoolClient, model: ReadModel, sql: ModelSql): Promise<void> {
  await client.query(lockMonths());
  // Every writer locks rows of this table first: this mode makes them wait, and no reader.
  await client.query(`LOCK TABLE ${model.writersLock} IN EXCLUSIVE MODE`);
  const months = await listHotMonths(client);
  await client.query('CREATE SCHEMA reconstruccion');
  await client.query('SET LOCAL search_path = reconstruccion, public');
  await client.query(`CREATE VIEW def_${model.name} AS ${sql.definition}`);
  const columns = await listColumns(client, model);
  await client.query(createDelta(model, sql.definition, columns.eager));
  await client.query(createRest(model, columns.eager));
  for (const month of months) await buildMonth(client, model, sql, columns.eager, month);
  await client.query(createVista(model, columns.all, months));
  await client.query('SET LOCAL search_path = public');
  await dropReadModel(client, model, months);
  await client.query(`${moveToPublic('reconstruccion')}; DROP SCHEMA reconstruccion`);
  // They went with what they sum up. Nobody sees that: it is one transaction.
  for (const aggregate of aggregatesOf(model.name)) {
    await client.query(dropAggregate(aggregate));
    await buildAggregate(client, aggregate, months);
  }
}

/** Builds an aggregate beside the one in use; writers and readers go on. */
async function rebuildAggregate(client: pg.PoolClient, aggregate: Aggregate): Promise<void> {
  await client.query(lockMonths());
  // A base that is refreshed meanwhile would not be the one that was summed up.
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`refresco:${aggregate.of}`]);
  await client.query('CREATE SCHEMA reconstruccion');
  await client.query('SET LOCAL search_path = reconstruccion, public');
  await buildAggregate(client, aggregate, await listHotMonths(client));
  await client.query('SET LOCAL search_path = public');
  await client.query(dropAggregate(aggregate));
  await client.query(`${moveToPublic('reconstruccion')}; DROP SCHEMA reconstruccion`);
}

/** Builds a month in the first schema of the search path, with the note of what it holds. */
export async function buildMonth(
  client: pg.PoolClient,
  model: ReadModel,
  sql: ModelSql,
  columns: readonly string[],
  month: Month,
): Promise<void> {
  await client.query(createWholeMonth(model, sql, columns, month));
  await noteZone(client, model, month);
}

/** Adds these months to the base and makes them part of what reads see. */
export async function openBases(
  client: pg.PoolClient,
  model: ReadModel,
  months: readonly Month[],
): Promise<void> {
  const sql = await readSql(model);
  const columns = await listColumns(client, model);
  for (const month of months) await buildMonth(client, model, sql, columns.eager, month);
  await client.query(createVista(model, columns.all, await listHotMonths(client)));
  for (const aggregate of aggregatesOf(model.name)) await openAggregate(client, aggregate, months);
}

/** What the files of a read model say. */
interface ModelSql {
  definition: string;
  advance?: string;
}

/** What its files say. */
export async function readSql(model: ReadModel): Promise<ModelSql> {
  const { advance } = model;
  return {
    definition: await readDefinition(model),
    ...(advance && { advance: await readView(advance.definition) }),
  };
}

function createWholeMonth(model: ReadModel, sql: ModelSql, columns: readonly string[], month: Month): string {
  const { advance } = model;
  const parts = [createMonth(model, sql.definition, columns, month)];
  if (advance && sql.advance) parts.push(createAdvance({ ...model, advance }, sql.advance, columns, month));
  return parts.join('\n');
}

async function dropReadModel(
  client: pg.PoolClient,
  model: ReadModel,
  months: readonly Month[],
): Promise<void> {
  for (const month of months)
    await client.query(`
      DROP FUNCTION IF EXISTS public.${markName(model, month)}, public.${advanceName(model, month)};
      DROP VIEW IF EXISTS public.${definitionName(model, month)} CASCADE`);
  await client.query(`DROP TABLE IF EXISTS public.delta_${model.name}, public.${restName(model)} CASCADE`);
  await client.query(`DROP VIEW IF EXISTS public.def_${model.name} CASCADE`);
}

/** Columns of the definition in their order: all of them, and those that are not lazy. */
export async function listColumns(client: Queryable, { name, lazy }: ReadModel) {
  const { rows } = await client.query<{ attname: string }>(
    'SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum',
    [`def_${name}`],
  );
  const all = rows.map(({ attname }) => attname);
  return { all, eager: all.filter((column) => !lazy.includes(column)) };
}

/**
 * Moves all relations and functions of a schema to `public`, indexes going with their relation.
 *
 * @param but - Name of a relation that stays.
 */
export const moveToPublic = (schema: string, but = '') => `
  DO $$
  DECLARE
    sentencia text;
  BEGIN
    FOR sentencia IN
      SELECT format('ALTER %s ${schema}.%I SET SCHEMA public',
                    CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, relname)
      FROM pg_class WHERE relnamespace = '${schema}'::regnamespace AND relkind IN ('r', 'v', 'm') AND relname <> '${but}'
      UNION ALL
      SELECT format('ALTER FUNCTION %s SET SCHEMA public', oid::regprocedure)
      FROM pg_proc WHERE pronamespace = '${schema}'::regnamespace
    LOOP
      EXECUTE sentencia;
    END LOOP;
  END
  $$`;
