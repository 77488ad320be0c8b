import pg from 'pg';
import { type Month, monthOfId } from '../database/month.js';
import type { Zone } from './zones.js';

const { escapeLiteral } = pg;

/** One of these values. */
export interface AnyOf {
  column: string;
  /** SQL type of the column. */
  type: string;
  anyOf: readonly string[];
  /**
   * Whether the values stand in the statement itself: for a column of few values, some met by most rows and some by hardly
   * any. The planner sees which, and there are few such statements.
   */
  literal?: boolean;
  /** Whether the statement reads the same for one value, several or none. */
  several?: boolean;
}

/** Not before the one, not after the other. */
interface Between {
  column: string;
  type: string;
  from?: string | undefined;
  to?: string | undefined;
  drives?: boolean;
}

/** Whether there is a value at all. */
interface Filled {
  column: string;
  filled: boolean;
}

/** Whatever SQL can say, with `?::<type>` for its one value. */
interface Free {
  sql: string;
  value?: unknown;
  /** Values of a column without which no row can meet it, for the months that can be passed by. */
  needs?: Omit<AnyOf, 'type'>;
  /** See `lateColumns`. */
  late?: readonly string[];
  /** See `isDriving`. */
  drives?: boolean;
  /** Whether every row that is closed meets it. */
  ofClosed?: boolean;
}

/** What is asked of a row. */
export type Condition = AnyOf | Between | Filled | Free;

/** Whether the values of a condition stand in its SQL. */
export function isLiteral(condition: Condition): boolean {
  return 'anyOf' in condition && condition.literal === true;
}

/** Takes a value into a statement and answers what stands for it there, as that type. */
export type Param = (value: unknown, type: string) => string;

/** A condition as SQL. */
export function toSql(condition: Condition, param: Param): string {
  if ('anyOf' in condition) {
    const { column, type, anyOf, several } = condition;
    if (isLiteral(condition))
      return `${column} IN (${anyOf.map((value) => `${escapeLiteral(value)}::${type}`).join(', ')})`;
    // One value is an equality, which an index can follow in its order.
    return anyOf.length === 1 && !several
      ? `${column} = ${param(anyOf[0], type)}`
      : `${column} = ANY (${param(anyOf, `${type}[]`)})`;
  }
  if ('filled' in condition) return `${condition.column} IS ${condition.filled ? 'NOT ' : ''}NULL`;
  if ('column' in condition) {
    const { column, type, from, to } = condition;
    return [
      ...(from === undefined ? [] : [`${column} >= ${param(from, type)}`]),
      ...(to === undefined ? [] : [`${column} <= ${param(to, type)}`]),
    ].join(' AND ');
  }
  return 'value' in condition
    ? condition.sql.replace(/\?::(\w+)/, (_, type: string) => param(condition.value, type))
    : condition.sql;
}

/** Whether a base may hold a row that meets a condition, as far as its zone says. */
export function mayMeet(zone: Zone, condition: Condition): boolean {
  const required = requirementOf(condition);
  if (required) return mayHold(zone, required);
  if (!('column' in condition) || 'anyOf' in condition) return true;
  const range = zone.ranges.get(condition.column);
  if (!range) return true;
  if ('filled' in condition) return condition.filled ? range.min !== undefined : range.nulls;
  const { from, to } = condition;
  if (range.min === undefined || range.max === undefined) return false;
  return (from === undefined || range.max >= from) && (to === undefined || range.min <= to);
}

/** Values of a column one of which a row must have to meet a condition; undefined if there are none to name. */
export function requirementOf(condition: Condition): Omit<AnyOf, 'type'> | undefined {
  if ('anyOf' in condition) return condition;
  return 'needs' in condition ? condition.needs : undefined;
}

function mayHold(zone: Zone, { column, anyOf }: Omit<AnyOf, 'type'>): boolean {
  const range = zone.ranges.get(column);
  if (range) return anyOf.some((value) => value >= (range.min ?? value) && value <= (range.max ?? value));
  const values = zone.sets.get(column);
  return !values || anyOf.some((value) => values.has(value));
}

/**
 * Columns of a condition that is dear to ask and met by many: rows are asked one after the other in the order of the list,
 * until there are enough. Undefined for any other condition.
 */
export function lateColumns(condition: Condition): readonly string[] | undefined {
  return 'late' in condition ? condition.late : undefined;
}

/**
 * Whether a condition is met by few, in a corner of a month that an index leads to: all of them are found, and ordered
 * afterwards. Without that hint the planner, which takes them for evenly spread, walks the month in the order of the list
 * and waits for the first to come along.
 */
export function isDriving(condition: Condition): boolean {
  return 'drives' in condition && condition.drives === true;
}

/** The keys that conditions name: those that all of them have, each once; undefined if none names any. */
export function namedKeys(where: readonly Condition[], key: string): string[] | undefined {
  const lists = where.flatMap((condition) =>
    'anyOf' in condition && condition.column === key ? [condition.anyOf] : [],
  );
  const [first, ...others] = lists.map((list) => new Set(list));
  return first && [...first].filter((value) => others.every((other) => other.has(value)));
}

/** The conditions that do not name keys. */
export function withoutKeys(where: readonly Condition[], key: string): Condition[] {
  return where.filter((condition) => !('anyOf' in condition && condition.column === key));
}

/** A condition on the key itself, with the keys of one month alone. */
export function keysIn(condition: Condition, key: string, month: Month): Condition | undefined {
  if (!('anyOf' in condition) || condition.column !== key) return undefined;
  return {
    ...condition,
    several: true,
    anyOf: condition.anyOf.filter((value) => monthOfId(value) === month),
  };
}
