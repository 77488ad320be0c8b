import { addMonths, type Month, monthSuffix } from '../database/month.js';
import type { ReadModel } from './read-model.js';

/** Name of a month's materialized view. */
export function baseName({ name }: ReadModel, month: Month): string {
  return `vm_${name}_${monthSuffix(month)}`;
}

/**
 * The definition view, the delta table, and the function by which a command reports what it changed:
 * `marcar_<name>(keys)` upserts the delta rows of these keys, as the definition gives them in the same transaction.
 *
 * @param columns - Columns of the definition, in order, without the lazy ones.
 */
export function createDelta(model: ReadModel, columns: readonly string[]): string {
  const { name, key } = model;
  const list = columns.join(', ');
  const updates = [...columns.filter((column) => column !== key), 'xid'].map((c) => `${c} = EXCLUDED.${c}`);
  return `
    CREATE TABLE delta_${name} AS
      SELECT ${list}, mes_de(${key}) AS mes, pg_current_xact_id() AS xid FROM def_${name} WITH NO DATA;
    -- A row lives for a minute and is rewritten often: room for HOT updates, and a vacuum that does not wait for a
    -- share of a table that is meant to be small.
    ALTER TABLE delta_${name} ADD PRIMARY KEY (${key}), ALTER COLUMN mes SET NOT NULL, ALTER COLUMN xid SET NOT NULL,
      SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
           autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
    CREATE FUNCTION marcar_${name}(claves uuid[]) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO delta_${name} AS d (${list}, mes, xid)
        SELECT ${list}, mes_de(${key}), pg_current_xact_id() FROM def_${name} WHERE ${key} = ANY (claves)
      ON CONFLICT (${key}) DO UPDATE SET ${updates.join(', ')};
    END
    $$;`;
}

/** One month of the base, filled, with its indexes. */
export function createBase(model: ReadModel, month: Month): string {
  const base = baseName(model, month);
  const bounds = [month, addMonths(month, 1)].map((bound) => `uuid_desde('${bound}T00:00:00Z')`);
  const indexes = model.indexes.map((index) => `CREATE INDEX ON ${base} (${index.join(', ')});`);
  return `
    CREATE MATERIALIZED VIEW ${base} AS
      SELECT * FROM def_${model.name} WHERE ${model.key} >= ${bounds[0]} AND ${model.key} < ${bounds[1]};
    CREATE UNIQUE INDEX ON ${base} (${model.key});
    ${indexes.join('\n')}`;
}

/**
 * What reads see: the delta over the base of these months. `mes` is a constant of each branch, so that a query that
 * names its month is planned without the others.
 */
export function createVista(model: ReadModel, columns: readonly string[], months: readonly Month[]): string {
  const { name, key } = model;
  const delta = columns.map((column) =>
    model.lazy.includes(column)
      ? `(SELECT f.${column} FROM def_${name} f WHERE f.${key} = d.${key}) AS ${column}`
      : `d.${column}`,
  );
  const branches = months.map(
    (month) => `
      UNION ALL
      SELECT ${columns.join(', ')}, '${month}'::date AS mes, 'base' AS fuente FROM ${baseName(model, month)} v
      WHERE NOT EXISTS (SELECT FROM delta_${name} d WHERE d.${key} = v.${key})`,
  );
  return `
    CREATE OR REPLACE VIEW vista_${name} AS
      SELECT ${delta.join(', ')}, d.mes, 'delta' AS fuente FROM delta_${name} d${branches.join('')}`;
}
