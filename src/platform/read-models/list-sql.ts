import { addMonths, type Month, monthSuffix } from '../database/month.js';
import { type Condition, isDriving, keysIn, toSql } from './condition.js';
import { baseName } from './ddl.js';
import type { ReadModel } from './read-model.js';
import { firstId, versionOf } from './zones.js';

/** In which order rows are read; those of equal value by their key, in the same direction. */
export interface Order {
  /** A column of times; the key if left out, which is the order of creation. */
  column?: string | undefined;
  descending: boolean;
}

/** One part of a list: rows that all have a value to order by. */
export interface Segment {
  columns: readonly string[];
  where: readonly Condition[];
  order: Order;
  /** The last row read: its value, if the order is by one, and its key. */
  after?: { value?: string | undefined; key: string } | undefined;
  limit: number;
}

/** Where a statement looks. */
export interface Window {
  /** Months whose base is read. */
  bases: readonly Month[];
  /** Months whose changed rows are read; all of them if left out. */
  deltas?: readonly Month[] | undefined;
}

/**
 * The first rows of a segment in these places, and the version of the zones that the statement saw.
 *
 * - Order and limit stand inside each branch, of the delta and of each month: over the union the planner would not push
 *   them through the anti-join, and read everything.
 * - OFFSET 0 after the look into the delta keeps it from becoming a join, which reads the delta's whole index a month.
 * - A branch that cannot follow an index in its order finds its keys first, and fetches the rest of its few rows then.
 */
export function selectWindow(model: ReadModel, segment: Segment, { bases, deltas }: Window) {
  const { name, key, monthly } = model;
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const limit = param(segment.limit);
  const place = placeOf(segment, key, param);
  const met = conditionsIn(model, segment, param);
  const sources = new RegExp(`\\bFROM (${monthly.join('|')})\\b`, 'g');
  const list = segment.columns.join(', ');
  const first = `ORDER BY ${orderBy(segment.order, key)} LIMIT ${limit}`;
  const ordered = [...new Set([key, segment.order.column ?? key])].join(', ');

  const branch = (table: string, among: string, keysFirst: boolean, month?: Month) => {
    const conditions = [among, ...place, ...met(month)].join(' AND ');
    const where = month ? conditions.replace(sources, `FROM $1_${monthSuffix(month)}`) : conditions;
    if (!keysFirst) return `(SELECT ${list} FROM ${table} v WHERE ${where} ${first})`;
    const keys = `SELECT ${key} FROM (SELECT ${ordered} FROM ${table} v WHERE ${where} OFFSET 0) k ${first}`;
    return `(SELECT ${list} FROM ${table} WHERE ${key} = ANY (ARRAY(${keys})))`;
  };
  const driven = segment.where.some(isDriving);
  const delta = (among: string, month?: Month) =>
    branch(`delta_${name}`, among, driven || segment.order.column !== undefined, month);
  const unchanged = `NOT EXISTS (SELECT FROM delta_${name} d WHERE d.${key} = v.${key} OFFSET 0)`;
  const branches = [
    ...(segment.where.some((condition) => 'monthly' in condition)
      ? (deltas ?? []).map((month) => delta(within(key, [month]), month))
      : [delta(deltas ? within(key, deltas) : 'true')]),
    ...bases.map((month) => branch(baseName(model, month), unchanged, driven, month)),
  ];
  const text = `
    SELECT r.*, c.version AS zonas FROM (${versionOf(model)}) c (version)
    LEFT JOIN (SELECT * FROM (${branches.join('\nUNION ALL ')}) u ${first}) r ON true`;
  return { text, values };
}

/** Keys of these months, as ranges that the delta's primary key can follow. */
function within(key: string, months: readonly Month[]): string {
  const ranges = months.map(
    (month) => `${key} >= '${firstId(month)}' AND ${key} < '${firstId(addMonths(month, 1))}'`,
  );
  return `(${ranges.join(' OR ') || 'false'})`;
}

/** The conditions as they are asked of one month, or of the delta as a whole: a month is asked for its own keys alone. */
function conditionsIn(model: ReadModel, { where }: Segment, param: (value: unknown) => string) {
  const common = new Map<Condition, string>();
  const shared = (condition: Condition) => {
    const sql = common.get(condition) ?? toSql(condition, param);
    common.set(condition, sql);
    return sql;
  };
  return (month?: Month) =>
    where.map((condition) => {
      const own = month && keysIn(condition, model.key, month);
      return own ? toSql(own, param) : shared(condition);
    });
}

function orderBy({ column, descending }: Order, key: string): string {
  const direction = descending ? ' DESC' : '';
  return [...(column ? [column] : []), key].map((name) => name + direction).join(', ');
}

/** Behind the last row read. */
function placeOf({ order, after }: Segment, key: string, param: (value: unknown) => string): string[] {
  if (!after) return [];
  const comparison = order.descending ? '<' : '>';
  return order.column
    ? [
        `(${order.column}, ${key}) ${comparison} (${param(after.value)}::timestamptz, ${param(after.key)}::uuid)`,
      ]
    : [`${key} ${comparison} ${param(after.key)}::uuid`];
}
