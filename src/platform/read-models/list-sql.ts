import { exactSql } from '../database/instants.js';
import { addMonths, type Month } from '../database/month.js';
import {
  type Condition,
  isDriving,
  isLiteral,
  keysIn,
  lateColumns,
  namedKeys,
  type Param,
  toSql,
} from './condition.js';
import { baseName } from './ddl.js';
import { monthTable } from './hot-months.js';
import { preparedName } from './prepared-name.js';
import type { ReadModel } from './read-model.js';
import { restName } from './rest.js';
import { firstId, versionOf } from './zones.js';

const ofHotMonth = () => `EXISTS (SELECT FROM ${monthTable()} p WHERE p.mes = v.mes AND p.caliente OFFSET 0)`;

/** In which order rows are read; those of equal value by their key, in the same direction. */
export interface Order {
  /** A column of times; the key if left out, which is the order of creation. */
  column?: string | undefined;
  descending: boolean;
}

/** Under this name a row answers the value that it is ordered by, in the exact form of instants: a place needs all of it. */
export const EXACT_VALUE = 'valor_exacto';

/** One part of a list: rows that all have a value to order by. */
export interface Segment {
  columns: readonly string[];
  /** See `Selection`. */
  computed?: readonly string[] | undefined;
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
  /** Whether what is left over of other months is read as well. */
  rest?: boolean | undefined;
}

/**
 * A statement for the first rows of a segment in these places, and the version of the zones that it saw.
 *
 * - Order and limit stand inside each branch, of the delta and of each month: over the union the planner would not push
 *   them through the anti-join, and read everything.
 * - OFFSET 0 after the look into the delta keeps it from becoming a join, which reads the delta's whole index a month.
 * - A branch that cannot follow an index in its order finds its keys first, and fetches the rest of its few rows then.
 * - Rows whose keys are named are few, and so are all read and looked up in the delta together.
 * - What is computed is computed outside, once, and not in each branch: with 30 branches planning is what a list costs.
 */
export function selectWindow(model: ReadModel, segment: Segment, { bases, deltas, rest }: Window) {
  const { name, key } = model;
  const values: unknown[] = [];
  const named = namedKeys(segment.where, key) !== undefined;
  const again = named || isFrequent(segment, key);
  // In a query of its own a value is out of the planner's sight: or else it would take each for worth a plan of its own.
  // The second cast says that the query is one value and not a list of them.
  const param: Param = (value, type) => {
    const placed = `$${values.push(value)}::${type}`;
    return again ? `(SELECT ${placed})::${type}` : placed;
  };
  const place = placeOf(segment, key, param);
  const late = segment.where.filter(lateColumns);
  const met = conditionsIn(model, param);
  const list = segment.columns.join(', ');
  const order = `ORDER BY ${orderBy(segment.order, key)}`;
  const first = `${order} LIMIT ${segment.limit}`;
  const needed = [
    key,
    segment.order.column ?? key,
    ...late.flatMap((condition) => lateColumns(condition) ?? []),
  ];

  const walk = (table: string, among: string, month?: Month) => {
    const where = [among, ...place, ...met(segment.where, month)].join(' AND ');
    return `(SELECT ${list} FROM ${table} v WHERE ${where} ${first})`;
  };
  // What is asked last is asked of one row after the other in their order, until there are enough.
  const keysFirst = (table: string, among: string, month?: Month, last: readonly string[] = []) => {
    const soon = segment.where.filter((condition) => !lateColumns(condition));
    const where = [among, ...place, ...met(soon, month)].join(' AND ');
    const columns = [...new Set(last.length > 0 ? [...needed, 'mes'] : needed)].join(', ');
    const asked = [...last, ...met(late, month)];
    const rows = `SELECT ${columns} FROM ${table} v WHERE ${where} ${asked.length > 0 ? order : ''} OFFSET 0`;
    const keys = `SELECT ${key} FROM (${rows}) v WHERE ${['true', ...asked].join(' AND ')} ${first}`;
    return `(SELECT ${list} FROM ${table} WHERE ${key} = ANY (ARRAY(${keys})))`;
  };
  const driven = segment.where.some(isDriving);
  const base = driven ? keysFirst : walk;
  // The delta has one index, that of the key. Whether a list finds soon in its order what it asks for, the planner knows
  // of literal values alone; else the delta is read in one go, which costs the same whatever is asked.
  const delta = segment.order.column || driven || !segment.where.every(isLiteral) ? keysFirst : walk;
  const unchanged = `NOT EXISTS (SELECT FROM delta_${name} d WHERE d.${key} = v.${key} OFFSET 0)`;
  const allNamed = () => {
    const rows = bases.map((month) => {
      const where = ['true', ...place, ...met(segment.where, month)].join(' AND ');
      return `SELECT ${list} FROM ${baseName(model, month)} WHERE ${where}`;
    });
    return rows.length > 0 ? [`(SELECT * FROM (${rows.join('\nUNION ALL ')}) v WHERE ${unchanged})`] : [];
  };
  const branches = [
    delta(`delta_${name}`, deltas ? within(key, deltas) : 'true'),
    ...(rest ? [keysFirst(restName(model), 'true', undefined, [unchanged, ofHotMonth()])] : []),
    ...(named ? allNamed() : bases.map((month) => base(baseName(model, month), unchanged, month))),
  ];
  const { column } = segment.order;
  const value = column ? [`${exactSql(`r.${column}`)} AS ${EXACT_VALUE}`] : [];
  const answered = ['r.*', ...value, ...(segment.computed ?? []), 'c.version AS zonas'].join(', ');
  const text = `
    SELECT ${answered} FROM (${versionOf(model)}) c (version)
    LEFT JOIN (SELECT * FROM (${branches.join('\nUNION ALL ')}) u ${first}) r ON true`;
  return { name: again ? preparedName(text) : undefined, text, values };
}

/**
 * The first page by one condition or none: what frontends ask all day. Planning it costs more than
 * running it, so it is prepared, as is what reads rows by their keys; whatever else people put together would only fill
 * the memory of the sessions.
 */
export function isFrequent({ where, order, after }: Segment, key: string): boolean {
  return !after && !namedKeys(where, key) && where.length <= (order.column ? 2 : 1);
}

/** Keys of these months, as ranges that the delta's primary key can follow. */
function within(key: string, months: readonly Month[]): string {
  const sorted = [...months].sort();
  const starts = sorted.filter((month) => !months.includes(addMonths(month, -1)));
  const ends = sorted.map((month) => addMonths(month, 1)).filter((month) => !months.includes(month));
  const ranges = starts.map(
    (month, index) => `${key} >= '${firstId(month)}' AND ${key} < '${firstId(ends[index] as Month)}'`,
  );
  return `(${ranges.join(' OR ') || 'false'})`;
}

/** The conditions as they are asked of one month, or of the delta as a whole: a month is asked for its own keys alone. */
function conditionsIn(model: ReadModel, param: Param) {
  const common = new Map<Condition, string>();
  const shared = (condition: Condition) => {
    const sql = common.get(condition) ?? toSql(condition, param);
    common.set(condition, sql);
    return sql;
  };
  return (where: readonly Condition[], month?: Month) =>
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
function placeOf({ order, after }: Segment, key: string, param: Param): string[] {
  if (!after) return [];
  const comparison = order.descending ? '<' : '>';
  return order.column
    ? [
        `(${order.column}, ${key}) ${comparison} (${param(after.value, 'timestamptz')}, ${param(after.key, 'uuid')})`,
      ]
    : [`${key} ${comparison} ${param(after.key, 'uuid')}`];
}
