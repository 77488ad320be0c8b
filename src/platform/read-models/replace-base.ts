import type pg from 'pg';
import type { Queryable } from '../database/pool.js';
import type { Month } from '../database/month.js';
import { aggregateName, aggregatesOf } from './aggregate.js';
import { openAggregate } from './aggregate-schema.js';
import { advanceName, baseName, createVista, definitionName, markName, upsertDelta } from './ddl.js';
import type { ReadModel } from './read-model.js';
import { buildMonth, listColumns, moveToPublic, readSql } from './schema.js';

/** What the read models are built from: while it is the same, what was built of one fits the others. */
export async function fingerprintOfModels(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ huella: string }>(
    `SELECT coalesce(string_agg(nombre || huella, ',' ORDER BY nombre), '') AS huella FROM modelos_lectura`,
  );
  return rows[0]?.huella ?? '';
}

/**
 * Builds a month's base in another schema, over the partitions that stand there, and what reads will see when it has taken
 * its place.
 *
 * @param months - Those that will be seen then.
 */
export async function stageBase(
  client: pg.PoolClient,
  model: ReadModel,
  month: Month,
  { schema, months }: { schema: string; months: readonly Month[] },
): Promise<void> {
  const sql = await readSql(model);
  const columns = await listColumns(client, model);
  // The note of what it holds waits there as well: until it takes over, lists are planned by that of the other one.
  await client.query(`
    CREATE TABLE IF NOT EXISTS ${schema}.zonas_lectura (LIKE zonas_lectura INCLUDING ALL);
    SET LOCAL search_path = ${schema}, public`);
  await buildMonth(client, model, sql, columns.eager, month);
  await client.query(createVista(model, columns.all, months));
  for (const aggregate of aggregatesOf(model.name)) await openAggregate(client, aggregate, [month]);
  await client.query('SET LOCAL search_path = public');
}

/** Where what was replaced waits to be dropped: to remove files makes a commit wait for the disk. */
const RETIRED = 'gracia';

/**
 * SQL by which what reads see is what was staged, and a month's base is out of the way. If the month has another one, it
 * takes its place with `unstage`.
 *
 * @param some - Whether it has.
 */
export function retireBase(model: ReadModel, month: Month, staged: string, some: boolean): string {
  const sums = aggregatesOf(model.name).map((aggregate) => aggregateName(aggregate, month));
  const bases = [...sums, baseName(model, month)];
  return `
    ALTER VIEW vista_${model.name} SET SCHEMA ${RETIRED};
    ALTER VIEW ${staged}.vista_${model.name} SET SCHEMA public;
    DROP FUNCTION IF EXISTS ${markName(model, month)}, ${advanceName(model, month)};
    ${bases.map((name) => `ALTER MATERIALIZED VIEW IF EXISTS ${name} SET SCHEMA ${RETIRED};`).join('\n')}
    ALTER VIEW IF EXISTS ${definitionName(model, month)} SET SCHEMA ${RETIRED};
    DELETE FROM zonas_lectura WHERE modelo = '${model.name}' AND mes = '${month}' AND ${!some};`;
}

/** What was staged takes its place: relations, functions, and the notes of what they hold. */
export const unstage = (schema: string) => `
  INSERT INTO zonas_lectura (modelo, mes, zona) SELECT modelo, mes, zona FROM ${schema}.zonas_lectura
  ON CONFLICT (modelo, mes) DO UPDATE SET zona = EXCLUDED.zona, version = zonas_lectura.version + 1;
  ${moveToPublic(schema, 'zonas_lectura')};`;

/** Drops what was replaced. */
export async function dropRetired(client: Queryable): Promise<void> {
  await client.query(`
    DO $$
    DECLARE
      sentencia text;
    BEGIN
      FOR sentencia IN
        SELECT format('DROP %s IF EXISTS ${RETIRED}.%I CASCADE',
                      CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END, relname)
        FROM pg_class WHERE relnamespace = '${RETIRED}'::regnamespace AND relkind IN ('v', 'm')
      LOOP
        EXECUTE sentencia;
      END LOOP;
    END
    $$`);
}

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
