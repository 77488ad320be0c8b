import { parseInstant } from '../validation/instant.js';

/*
 * The one precision of instants (ADR 30): milliseconds. What somebody sends finer than that is cut off before it is stored, and
 * never rounded up: PostgreSQL, which rounds, must not get to see it. So an instant is the same in a list, a detail, a
 * history, an export and the archive, and no later than what it stands for.
 *
 * Whatever is ordered, compared or continued goes by all the digits that PostgreSQL keeps nevertheless: a page that begins
 * behind less than that begins somewhere else.
 */

/** What the form that is stored has, and only it among those of RFC 3339: milliseconds, in UTC. */
const STORED_LENGTH = 24;

/**
 * An instant as it is stored, in UTC with milliseconds.
 *
 * @param text - RFC 3339. What is no instant stays as it is, for PostgreSQL to refuse.
 */
export function storedInstant(text: string): string {
  if (text.length === STORED_LENGTH && text.endsWith('Z')) return text;
  const ms = parseInstant(text);
  return ms === undefined ? text : new Date(ms).toISOString();
}

/** An instant as a session that speaks UTC writes it. */
const OF_POSTGRES = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/;

/**
 * An instant of PostgreSQL as it is shown: RFC 3339 UTC with milliseconds. A row has several, and a list many: put together
 * from its parts, one costs a fifth of what Date takes. One that Date cannot tell (a year of five digits, infinity) stays as
 * PostgreSQL writes it: no row may stop the others of its list.
 */
export function shownInstant(text: string): string {
  const [, day, time, fraction = ''] = OF_POSTGRES.exec(text) ?? [];
  if (day) return `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date.toISOString();
}

/**
 * An instant with all six digits that PostgreSQL keeps, in UTC: texts of this form sort as what they stand for.
 *
 * @param text - RFC 3339, or as JSON of PostgreSQL has it. What is finer than a microsecond is cut off.
 * @throws {RangeError} for what is no instant
 */
export function exactInstant(text: string): string {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return `${new Date(text).toISOString().slice(0, -1)}${fraction.slice(3, 6).padEnd(3, '0')}Z`;
}

const EXACT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** Whether a value is an instant in the exact form. */
export function isExactInstant(value: unknown): value is string {
  return typeof value === 'string' && EXACT.test(value) && parseInstant(value) !== undefined;
}

/** SQL of a column's instant in the exact form. */
export const exactSql = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
