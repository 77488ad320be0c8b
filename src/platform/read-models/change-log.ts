/**
 * A table that keeps what happened to the rows of a read model: one row each time that rows are marked as changed, with
 * arrays in step that hold one element a changed row. They are named as the columns are; a watched one has a second
 * array, with `_previo` behind its name. `otros` holds the keys of rows of which no watched column changed.
 */
export interface ChangeLog {
  readonly table: string;
  /** Array of the keys. */
  readonly key: string;
  /** Columns that are written down as they are. */
  readonly carried: readonly string[];
  /** Columns whose change is what the log is for. */
  readonly watched: readonly string[];
}

const comma = (parts: readonly string[]) => parts.join(', ');

/**
 * A statement that runs an upsert into the delta and writes down what it changed.
 *
 * The upsert itself says what stood in the delta before. For a row that it found no more there, the snapshot of the whole
 * statement says it: in the delta, where a refresh may have deleted it since, or else in the base. The two belong
 * together, and whoever marks has locked the row before: nobody can have changed it since.
 *
 * @param upsert - `INSERT INTO <delta> ... ON CONFLICT ... DO UPDATE ...`, without an end.
 */
export function logChanges(log: ChangeLog, key: string, delta: string, base: string, upsert: string): string {
  const kept = [...log.carried, ...log.watched];
  const previous = log.watched.map((column) => `${column}_previo`);
  const before = (relation: string) =>
    `SELECT ${comma(log.watched)} FROM ${relation} b WHERE m.nueva AND b.${key} = m.${key}`;
  const array = (name: string, condition: string) =>
    `coalesce(array_agg(${name}) FILTER (WHERE ${condition}), '{}')`;
  return `
      WITH m AS (
        ${upsert}
        RETURNING ${comma([key, ...kept].map((column) => `NEW.${column}`))}, OLD.${key} IS NULL AS nueva,
          ${comma(log.watched.map((column, index) => `OLD.${column} AS ${previous[index]}`))}
      ), c AS (
        SELECT ${comma([key, ...kept].map((column) => `m.${column}`))},
          ${comma(log.watched.map((column, index) => `CASE WHEN m.nueva THEN v.${column} ELSE m.${previous[index]} END AS ${previous[index]}`))}
        FROM m LEFT JOIN LATERAL (${before(delta)} UNION ALL ${before(base)} LIMIT 1) v ON true
      ), d AS (
        SELECT *, (${comma(log.watched)}) IS DISTINCT FROM (${comma(previous)}) AS cambia FROM c
      )
      INSERT INTO ${log.table} (${comma([log.key, ...kept, ...previous, 'otros'])})
        SELECT ${comma([key, ...kept, ...previous].map((name) => array(name, 'cambia')))}, ${array(key, 'NOT cambia')}
        FROM d HAVING count(*) > 0`;
}
