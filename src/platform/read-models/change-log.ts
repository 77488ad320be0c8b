/**
 * A table that keeps what happened to the rows of a read model: one row for each statement that changed some, with arrays
 * in step that hold one element a changed row. They are named as the columns are; a watched one has a second array, with
 * `_previo` behind its name. `otros` holds the keys of rows of which no watched column changed.
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

/** How the column is called that holds what a watched one was before. */
const previous = (column: string) => `${column}_previo`;

/**
 * Columns that `logRows` needs, as a write to the delta returns them: the row as it is now, and as it was.
 *
 * @param was - The relation that says how it was.
 */
export function returned({ carried, watched }: ChangeLog, key: string, was: string): string {
  return comma([
    ...[key, ...carried, ...watched].map((column) => `NEW.${column}`),
    ...watched.map((column) => `${was}.${column} AS ${previous(column)}`),
  ]);
}

/** Writes changed rows down. They are locked: of two statements for one row the later one has the later log row. */
export function logRows(
  { table, key: keys, carried, watched }: ChangeLog,
  key: string,
  rows: string,
): string {
  const columns = [...carried, ...watched, ...watched.map(previous)];
  const array = (name: string, condition: string) =>
    `coalesce(array_agg(${name}) FILTER (WHERE ${condition}), '{}')`;
  return `
        INSERT INTO ${table} (${comma([keys, ...columns, 'otros'])})
        SELECT ${comma([key, ...columns].map((name) => array(name, 'cambia')))}, ${array(key, 'NOT cambia')}
        FROM (SELECT *, (${comma(watched)}) IS DISTINCT FROM (${comma(watched.map(previous))}) AS cambia FROM ${rows}) c
        HAVING count(*) > 0`;
}

/**
 * A statement that runs an upsert into the delta and writes down what it changed.
 *
 * The upsert itself says what stood in the delta before. For a row that it did not find there, the snapshot of the whole
 * statement says it: in the delta, where a refresh may have deleted it since, or else in the base. The two belong together,
 * and nobody can have changed the row since it was locked.
 *
 * @param upsert - `INSERT INTO <delta> ... ON CONFLICT ... DO UPDATE ...`, without an end.
 */
export function logUpsert(log: ChangeLog, key: string, delta: string, base: string, upsert: string): string {
  const kept = [key, ...log.carried, ...log.watched].map((column) => `m.${column}`);
  const stored = (relation: string) =>
    `SELECT ${comma(log.watched)} FROM ${relation} b WHERE m.nueva AND b.${key} = m.${key}`;
  const was = log.watched.map(
    (column) => `CASE WHEN m.nueva THEN v.${column} ELSE m.${previous(column)} END AS ${previous(column)}`,
  );
  return `
      WITH m AS (${upsert}
        RETURNING ${returned(log, key, 'OLD')}, OLD.${key} IS NULL AS nueva
      ), filas AS (
        SELECT ${comma([...kept, ...was])}
        FROM m LEFT JOIN LATERAL (${stored(delta)} UNION ALL ${stored(base)} LIMIT 1) v ON true
      )${logRows(log, key, 'filas')}`;
}
