import type pg from 'pg';
import { sqlState } from '../database/sql-errors.js';
import { type Month, monthOfId } from '../database/month.js';
import type { Queryable } from '../database/pool.js';
import { type Condition, namedKeys, withoutKeys } from './condition.js';
import { comparator, isBefore, planMonths } from './list-plan.js';
import { noteReach, reachesOf } from './list-reach.js';
import { EXACT_VALUE, isFrequent, type Order, type Segment, selectWindow, type Window } from './list-sql.js';
import type { ReadModel } from './read-model.js';
import { asksRest } from './rest.js';
import { blankZone, knownZones, loadZones, type Zone, type ZoneMap } from './zones.js';

/** Months whose rows are read whole by a list that is planned anew each time, and by one that is planned once. */
const WHOLE = 2;
const WHOLE_OF_FREQUENT = 10;

/** Months so few that the very same ones are asked for again. */
const FEW = 2;

/** Rows that are fetched whole at once; of more, places are read first. */
const MOST_WHOLE = 200;

/** How often a list is read anew because something moved meanwhile, before it is planned without its zones. */
const ATTEMPTS = 4;

/** SQLSTATE of a relation that is not there: its month was archived since the zones were read. */
const UNDEFINED_TABLE = '42P01';

/** A place in a list. */
export interface Place {
  /**
   * Of the column in the order, in the exact form of instants, as a row answers it under `EXACT_VALUE`; null for a row that has
   * none, undefined when the order is the key's.
   */
  value?: string | null | undefined;
  key: string;
}

/** Which rows of a read model to read. */
export interface Selection {
  /** Of the read model. */
  columns: readonly string[];
  /** SQL with a name, over those columns, of the rows that are answered. */
  computed?: readonly string[] | undefined;
  where: readonly Condition[];
  order: Order;
  /** Only what comes after this place. */
  after?: Place | undefined;
  limit: number;
}

type Row = Record<string, unknown>;

/** The zones changed while a list was read by them, or a row left it before it was fetched. */
class Moved extends Error {}

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
      const zones = attempt < ATTEMPTS ? map : blank(map, model);
      return (await new ListReader(db, model, zones).read(selection)) as R[];
    } catch (error) {
      const stale = error instanceof Moved || sqlState(error) === UNDEFINED_TABLE;
      if (!stale || attempt > ATTEMPTS) throw error;
    }
  }
}

/** The same months, of which nothing is known; so nothing can be out of date. */
function blank({ zones }: ZoneMap, model: ReadModel): ZoneMap {
  return { version: '', zones: zones.map(({ month }) => blankZone(month, model)) };
}

/** Reads one list by what is known of its months. */
class ListReader {
  private readonly key: string;

  constructor(
    private readonly db: Queryable,
    private readonly model: ReadModel,
    private readonly map: ZoneMap,
  ) {
    this.key = model.key;
  }

  /** Rows with a value to order by, then those without. */
  async read({ columns, computed, where, order, after, limit }: Selection): Promise<Row[]> {
    const { column, descending } = order;
    const wanted = [...new Set([...columns, this.key, ...(column ? [column] : [])])];
    const read = (segment: Omit<Segment, 'columns'>) =>
      this.readSegment({ columns: wanted, computed, ...segment });
    if (!column) return read({ where, order, after: after && { key: after.key }, limit });

    const filled = [...where, { column, filled: true }];
    const { value, key = '' } = after ?? {};
    const first =
      value === null
        ? []
        : await read({
            where: filled,
            order,
            after: value === undefined ? undefined : { value, key },
            limit,
          });
    if (first.length >= limit) return first;
    const empty = [...where, { column, filled: false }];
    const place = value === null ? { key } : undefined;
    const rest = await read({
      where: empty,
      order: { descending },
      after: place,
      limit: limit - first.length,
    });
    // A row may have lost its value in between.
    const met = new Set(first.map((row) => row[this.key]));
    return [...first, ...rest.filter((row) => !met.has(row[this.key]))];
  }

  private readSegment(segment: Segment): Promise<Row[]> {
    const keys = namedKeys(segment.where, this.key);
    return keys ? this.readKeys(segment, keys) : this.readMonths(segment);
  }

  /**
   * Whole rows of the first months. Of those behind them, which many may have to be looked into, places first: planning
   * 30 branches with all columns costs more than a second statement.
   */
  private async readMonths(segment: Segment): Promise<Row[]> {
    const { order, limit } = segment;
    const compare = comparator(order, this.key);
    const { zones, rest } = this.lookInto(segment);
    const months = planMonths(zones, segment, this.key);
    const found = new Map<unknown, Row>();
    let sorted: Row[] = [];
    let from = 0;
    for (const to of reachesOf(this.model.name, segment)) {
      const bases = months.slice(from, to).map(({ month }) => month);
      // The first one takes all changed rows that there are, and what is left over.
      const window = { bases, ...(from === 0 ? { rest } : { deltas: bases }) };
      const whole = bases.length <= (isFrequent(segment, this.key) ? WHOLE_OF_FREQUENT : WHOLE);
      const rows = await this.ask(whole ? segment : this.placesOf(segment), window);
      // A row that changed between two statements may have been met before.
      for (const row of rows) if (!found.has(row[this.key])) found.set(row[this.key], row);
      sorted = [...found.values()].sort(compare).slice(0, limit);
      const next = months[to];
      const last = sorted[limit - 1];
      if (!next || (last && isBefore(last[order.column ? EXACT_VALUE : this.key], next, order))) {
        noteReach(this.model.name, segment, to);
        break;
      }
      from = to;
    }
    return this.complete(segment, sorted);
  }

  /** Rows whose keys are known: of all their months at once, and no more of them than are wanted. */
  private async readKeys(segment: Segment, named: readonly string[]): Promise<Row[]> {
    const { order, limit } = segment;
    const others = withoutKeys(segment.where, this.key);
    const hot = new Set(this.map.zones.map(({ month }) => month));
    // A key of a month that is not hot may have no row: then the first ones are not enough.
    const sure = !order.column && others.length === 0 && named.every((key) => hot.has(monthOfId(key)));
    const keys = sure ? firstKeys(named, segment) : named;
    if (keys.length === 0) return [];
    const among = { ...segment, where: [this.amongKeys(keys), ...others] };
    const { zones, rest } = this.lookInto(among);
    const bases = this.repeatable(planMonths(zones, among, this.key).map(({ month }) => month));
    const rows = await this.ask(keys.length > MOST_WHOLE ? this.placesOf(among) : among, { bases, rest });
    return this.complete(segment, rows.sort(comparator(order, this.key)).slice(0, limit));
  }

  /**
   * The same rows, whole. They are asked once more for what the list asks, as they may have changed meanwhile; where that
   * has happened again and again, they are shown as they are now.
   */
  private async complete(segment: Segment, rows: readonly Row[]): Promise<Row[]> {
    const partial = rows.filter((row) => segment.columns.some((column) => !(column in row)));
    if (partial.length === 0) return [...rows];
    const keys = partial.map((row) => row[this.key] as string);
    const others = this.map.version ? withoutKeys(segment.where, this.key) : [];
    const among = {
      ...segment,
      where: [this.amongKeys(keys), ...others],
      after: undefined,
      limit: keys.length,
    };
    const fetched = await this.ask(among, { bases: this.repeatable([...new Set(keys.map(monthOfId))]) });
    if (this.map.version && fetched.length < keys.length) throw new Moved();
    const whole = new Map(fetched.map((row) => [row[this.key], row]));
    return rows.flatMap((row): Row[] => {
      const found = partial.includes(row) ? whole.get(row[this.key]) : row;
      return found ? [found] : [];
    });
  }

  /** Months to look for keys in, so that the statement is one that comes again: of many the hot ones, whichever they are. */
  private repeatable(months: readonly Month[]): Month[] {
    const hot = this.map.zones.map(({ month }) => month);
    const all = months.length > FEW && months.every((month) => hot.includes(month));
    return all ? hot : [...months].sort();
  }

  /** Months to look into for a segment, and whether what is left over of all others is enough. */
  private lookInto({ where }: Segment): { zones: readonly Zone[]; rest: boolean } {
    const { zones } = this.map;
    if (!asksRest(this.model, where)) return { zones, rest: false };
    const months = zones.filter((zone) => !zone.rest);
    return { zones: months, rest: months.length < zones.length };
  }

  private async ask(segment: Segment, window: Window): Promise<Row[]> {
    const { rows } = await this.db.query<Row>(selectWindow(this.model, segment, window));
    if (this.map.version && rows[0]?.['zonas'] !== this.map.version) throw new Moved();
    return rows.filter((row) => row[this.key] !== null);
  }

  private amongKeys(keys: readonly string[]): Condition {
    return { column: this.key, type: 'uuid', anyOf: keys };
  }

  /** What a row is found and ordered by, without the rest of it. */
  private placesOf(segment: Segment): Segment {
    const { column } = segment.order;
    return { ...segment, columns: [this.key, ...(column ? [column] : [])], computed: undefined };
  }
}

/** Of keys, the first ones behind a place in their own order. */
function firstKeys(keys: readonly string[], { order, after, limit }: Segment): string[] {
  const sorted = [...keys].sort();
  if (order.descending) sorted.reverse();
  const behind = (key: string) => !after || (order.descending ? key < after.key : key > after.key);
  return sorted.filter(behind).slice(0, limit);
}
