import type pg from 'pg';
import { sqlState } from '../database/sql-errors.js';
import type { Queryable } from '../database/pool.js';
import { type Condition } from './condition.js';
import { comparator, isBefore, planMonths } from './list-plan.js';
import { type Order, type Segment, selectWindow } from './list-sql.js';
import type { ReadModel } from './read-model.js';
import { blankZone, knownZones, loadZones, type ZoneMap } from './zones.js';

/** Months that the first statement looks into, and how many times as many each further one does. */
const FIRST_WINDOW = 2;
const GROWTH = 4;

/** How often a list is planned anew because its zones changed meanwhile, before it is planned without them. */
const ATTEMPTS = 4;

/** SQLSTATE of a relation that is not there: its month was archived since the zones were read. */
const UNDEFINED_TABLE = '42P01';

/** A place in a list. */
export interface Place {
  /** Of the column in the order; null for a row that has none, undefined when the order is the key's. */
  value?: string | null | undefined;
  key: string;
}

/** Which rows of a read model to read. */
export interface Selection {
  columns: readonly string[];
  where: readonly Condition[];
  order: Order;
  /** Only what comes after this place. */
  after?: Place | undefined;
  limit: number;
}

type Row = Record<string, unknown>;

/** The zones changed while a list was read by them. */
class StaleZones extends Error {}

/**
 * The first rows of a read model that meet all conditions, in their order. Each statement is one snapshot of delta and
 * bases; months are read in the order in which they can have what comes first, and no further than needed.
 *
 * @param pool - Whose zones are remembered.
 * @param db - A connection of it.
 */
export async function readList<R extends object>(
  pool: pg.Pool,
  db: Queryable,
  model: ReadModel,
  selection: Selection,
): Promise<R[]> {
  for (let attempt = 1; ; attempt += 1) {
    const map = await (attempt === 1 ? knownZones : loadZones)(pool, db, model);
    try {
      return (await readSegments(db, model, selection, attempt < ATTEMPTS ? map : blank(map, model))) as R[];
    } catch (error) {
      const stale = error instanceof StaleZones || sqlState(error) === UNDEFINED_TABLE;
      if (!stale || attempt > ATTEMPTS) throw error;
    }
  }
}

/** The same months, of which nothing is known; so nothing can be out of date. */
function blank({ zones }: ZoneMap, model: ReadModel): ZoneMap {
  return { version: '', zones: zones.map(({ month }) => blankZone(month, model)) };
}

/** Rows with a value to order by, then those without. */
async function readSegments(
  db: Queryable,
  model: ReadModel,
  selection: Selection,
  map: ZoneMap,
): Promise<Row[]> {
  const { columns, where, order, after, limit } = selection;
  const { column, descending } = order;
  const wanted = [...new Set([...columns, model.key, ...(column ? [column] : [])])];
  const read = (segment: Omit<Segment, 'columns'>) =>
    readSegment(db, model, map, { columns: wanted, ...segment });
  if (!column) return read({ where, order, after: after && { key: after.key }, limit });

  const filled = [...where, { column, filled: true }];
  const { value, key = '' } = after ?? {};
  const first =
    value === null
      ? []
      : await read({ where: filled, order, after: value === undefined ? undefined : { value, key }, limit });
  if (first.length >= limit) return first;
  const empty = [...where, { column, filled: false }];
  const place = value === null ? { key } : undefined;
  const rest = await read({ where: empty, order: { descending }, after: place, limit: limit - first.length });
  // A row may have lost its value in between.
  const met = new Set(first.map((row) => row[model.key]));
  return [...first, ...rest.filter((row) => !met.has(row[model.key]))];
}

async function readSegment(db: Queryable, model: ReadModel, map: ZoneMap, segment: Segment): Promise<Row[]> {
  const { key } = model;
  const { order, limit } = segment;
  const compare = comparator(order, key);
  const months = planMonths(map.zones, segment, key);
  const found = new Map<unknown, Row>();
  for (let from = 0, step = FIRST_WINDOW; ; from += step, step *= GROWTH) {
    const bases = months.slice(from, from + step).map(({ month }) => month);
    // The first one takes all changed rows that there are.
    const window = { bases, deltas: from === 0 ? undefined : bases };
    const answer = await db.query<Row>(selectWindow(model, segment, window));
    if (map.version && answer.rows[0]?.['zonas'] !== map.version) throw new StaleZones();
    // A row that changed between two statements may have been met before.
    for (const row of answer.rows) if (row[key] !== null && !found.has(row[key])) found.set(row[key], row);
    const rows = [...found.values()].sort(compare).slice(0, limit);
    const next = months[from + step];
    const last = rows[limit - 1];
    if (!next || (last && isBefore(last[order.column ?? key], next, order))) return rows;
  }
}
