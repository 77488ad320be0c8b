import type { Queryable } from '../../src/platform/database/pool.js';

/**
 * The whole schema as text, from PostgreSQL's own catalog: types, sequences, tables with columns and constraints,
 * indexes, views, functions, in an order that does not depend on how it came about.
 */
export async function describeSchema(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ line: string }>(DESCRIBE);
  return `-- The schema after all migrations: «npm run actualizar» writes it, a test compares it.\n\n${rows
    .map(({ line }) => line)
    .join('\n\n')}\n`;
}

const DESCRIBE = `
  WITH objects AS (
    SELECT oid, relname, relkind FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND NOT relispartition
  ), lines AS (
    SELECT 1 AS kind, t.typname AS name, format('CREATE TYPE %I AS ENUM (%s);', t.typname,
      string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)) AS line
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.oid
    UNION ALL
    SELECT 2, sequencename, format('CREATE SEQUENCE %I AS %s MINVALUE %s MAXVALUE %s START %s%s;', sequencename,
      data_type, min_value, max_value, start_value, CASE WHEN cycle THEN ' CYCLE' ELSE '' END)
    FROM pg_sequences WHERE schemaname = 'public'
    UNION ALL
    SELECT 3, relname, format(E'CREATE %s %I (\n%s\n)%s%s;', CASE relkind WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END, relname,
      concat_ws(E',\n',
        (SELECT string_agg(format('  %I %s%s%s', attname, format_type(atttypid, atttypmod),
                  CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END,
                  coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '')), E',\n' ORDER BY attnum)
         FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE attrelid = o.oid AND attnum > 0 AND NOT attisdropped),
        (SELECT string_agg(format('  CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)), E',\n' ORDER BY conname)
         FROM pg_constraint WHERE conrelid = o.oid AND contype <> 'n')),
      coalesce(' PARTITION BY ' || pg_get_partkeydef(o.oid), ''),
      (SELECT ' WITH (' || array_to_string(reloptions, ', ') || ')' FROM pg_class WHERE oid = o.oid AND reloptions IS NOT NULL))
    FROM objects o WHERE relkind IN ('r', 'p', 'c')
    UNION ALL
    SELECT 4, c.relname, pg_get_indexdef(c.oid) || ';'
    FROM objects c JOIN pg_index i ON i.indexrelid = c.oid WHERE NOT i.indisprimary
    UNION ALL
    SELECT 5, relname, format(E'CREATE VIEW %I AS\n%s', relname, pg_get_viewdef(oid)) FROM objects WHERE relkind = 'v'
    UNION ALL
    SELECT 6, proname, CASE prokind
      WHEN 'a' THEN (SELECT format('CREATE AGGREGATE %s (SFUNC = %s, STYPE = %s, INITCOND = %L);', p.oid::regprocedure,
                       aggtransfn, format_type(aggtranstype, NULL), agginitval) FROM pg_aggregate WHERE aggfnoid = p.oid)
      ELSE pg_get_functiondef(oid) END
    FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
  )
  SELECT line FROM lines ORDER BY kind, name, line`;
