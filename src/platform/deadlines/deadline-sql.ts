import type { Deadline } from './deadline.js';

const NAME = /^[a-z_][a-z0-9_]{0,62}$/;

type Declaration = Pick<Deadline, 'name' | 'table' | 'column' | 'key'>;

/** @throws when a name could not be one of a table or a column. */
export function assertNames({ name, table, column, key }: Declaration): void {
  if (key.length === 0 || ![table, column, ...key].every((each) => NAME.test(each)))
    throw new Error(`El plazo «${name}» no nombra bien su tabla o sus columnas.`);
}

/** Takes rows that are due, the most overdue first. $1 rows at most. Those that another worker is at are left to it. */
export const takeDue = ({ table, column, key }: Declaration) => `
  SELECT ${key.join(', ')} FROM ${table} WHERE ${column} <= now() ORDER BY ${column} LIMIT $1 FOR UPDATE SKIP LOCKED`;

/** Milliseconds until the next row is due; none when no row is. */
export const nextDue = ({ table, column }: Declaration) => `
  SELECT extract(epoch FROM min(${column}) - clock_timestamp())::float8 * 1000 AS "inMs" FROM ${table}
  WHERE ${column} IS NOT NULL`;

/** Keys as one condition: $1 is a JSON array of objects with the columns of the key. */
const isOneOf = ({ table, key }: Declaration) =>
  `(${key.join(', ')}) IN (SELECT ${key.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb))`;

/** Keys as that parameter. What is binary goes in the form that PostgreSQL reads. */
export function keysOf(rows: readonly object[]): string {
  const plain = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : (value as unknown),
      ]),
    ),
  );
  return JSON.stringify(plain);
}

/** How many of these rows are still due. */
export const countDue = (declaration: Declaration) => `
  SELECT count(*) FROM ${declaration.table}
  WHERE ${isOneOf(declaration)} AND ${declaration.column} <= now()`;

/** Deletes rows. */
export const dropRows = (declaration: Declaration) =>
  `DELETE FROM ${declaration.table} WHERE ${isOneOf(declaration)}`;

/** Puts rows off. $2 seconds. */
export const putOff = (declaration: Declaration) => `
  UPDATE ${declaration.table} SET ${declaration.column} = now() + make_interval(secs => $2)
  WHERE ${isOneOf(declaration)} AND ${declaration.column} <= now()`;
