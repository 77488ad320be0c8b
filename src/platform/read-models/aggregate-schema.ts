import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { projectRoot } from '../config/project-root.js';
import { type Month, monthOfText } from '../database/month.js';
import { type Aggregate, adjustmentName, aggregateName } from './aggregate.js';
import { baseName } from './ddl.js';
import { readModels } from './read-model.js';

/** What an aggregate is made of, for noticing when that changes. */
export async function fingerprintOf(client: pg.ClientBase, aggregate: Aggregate): Promise<string> {
  const definition = await readDefinition(aggregate);
  const { rows } = await client.query<{ zona: string }>('SELECT zona_horaria() AS zona');
  const ddl = [
    createWhole(aggregate, definition),
    createMonth(aggregate, definition, monthOfText('2000-01')),
    rows,
  ];
  return createHash('sha256')
    .update(JSON.stringify([aggregate, ddl]))
    .digest('hex');
}

/** Builds an aggregate in the first schema of the search path, over the bases of these months. */
export async function buildAggregate(
  client: pg.ClientBase,
  aggregate: Aggregate,
  months: readonly Month[],
): Promise<void> {
  await client.query(createWhole(aggregate, await readDefinition(aggregate)));
  await openAggregate(client, aggregate, months);
}

/** Adds the sums of months whose bases are there. */
export async function openAggregate(
  client: pg.ClientBase,
  aggregate: Aggregate,
  months: readonly Month[],
): Promise<void> {
  const definition = await readDefinition(aggregate);
  for (const month of months) await client.query(createMonth(aggregate, definition, month));
}

/** Drops an aggregate, of all months. */
export function dropAggregate({ name }: Aggregate): string {
  return `DROP VIEW IF EXISTS public.def_${name}, public.hechos_${name} CASCADE;
    DO $$
    DECLARE
      vista regclass;
    BEGIN
      FOR vista IN SELECT oid FROM pg_class
                   WHERE relnamespace = 'public'::regnamespace AND relkind = 'm' AND relname ~ '^vm_${name}_' LOOP
        EXECUTE format('DROP MATERIALIZED VIEW %s', vista);
      END LOOP;
    END
    $$`;
}

function readDefinition({ definition }: Aggregate): Promise<string> {
  return readFile(join(projectRoot, 'prisma/views', definition), 'utf8');
}

/** The definition with its rows taken from somewhere. */
function over(definition: string, hechos: string): string {
  return definition.replace(/\bFROM hechos\b/, `FROM (${hechos}) AS hechos`);
}

/**
 * The definition over all rows, what a row of `hechos` looks like, and the adjustment: rows of the delta as they are now,
 * less what the base still counts of them. Only months with delta rows are looked at, which no view could do: it would
 * have two branches for every month.
 */
function createWhole(aggregate: Aggregate, definition: string): string {
  const { name, of, facts } = aggregate;
  const { key } = readModels.get(of);
  const rows = (from: string, sign: number) =>
    `SELECT ${facts.map((column) => `h.${column}`).join(', ')}, ${sign} FROM public.delta_${of} d
     JOIN ${from} h ON h.${key} = d.${key} WHERE d.mes = %2$L`;
  return `
    CREATE VIEW hechos_${name} AS SELECT ${facts.join(', ')}, 1 AS signo FROM def_${of};
    CREATE VIEW def_${name} AS ${over(definition, `SELECT * FROM hechos_${name}`)};
    CREATE FUNCTION ajuste_${name}() RETURNS SETOF hechos_${name} LANGUAGE plpgsql STABLE SET search_path = public AS $$
    DECLARE
      cambiado date;
    BEGIN
      FOR cambiado IN SELECT DISTINCT mes FROM public.delta_${of} LOOP
        RETURN QUERY EXECUTE format(
          '${rows(`public.def_${of}_%1$s`, 1)} UNION ALL ${rows(`public.vm_${of}_%1$s`, -1)}',
          to_char(cambiado, 'YYYY_MM'), cambiado);
      END LOOP;
    END
    $$;
    ${createView(aggregate, adjustmentName(aggregate), over(definition, `SELECT * FROM ajuste_${name}()`))}`;
}

function createMonth(aggregate: Aggregate, definition: string, month: Month): string {
  const base = baseName(readModels.get(aggregate.of), month);
  const hechos = `SELECT ${aggregate.facts.join(', ')}, 1 AS signo FROM ${base}`;
  return createView(aggregate, aggregateName(aggregate, month), over(definition, hechos));
}

function createView({ identity, indexes }: Aggregate, name: string, query: string): string {
  return `
    CREATE MATERIALIZED VIEW ${name} AS ${query};
    CREATE UNIQUE INDEX ON ${name} (${identity.join(', ')});
    ${indexes.map((index) => `CREATE INDEX ON ${name} ${index};`).join('\n')}`;
}
