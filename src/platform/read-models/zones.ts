import type pg from 'pg';
import { exactInstant } from '../database/instants.js';
import { addMonths, type Month } from '../database/month.js';
import type { Queryable } from '../database/pool.js';
import { monthTable } from './hot-months.js';
import type { ReadModel } from './read-model.js';

/** Least and greatest value of a column in a base, instants in their exact form, and whether some rows have none; no bounds when none has one. */
interface Range {
  min: string | undefined;
  max: string | undefined;
  nulls: boolean;
}

/** What is known of a month's base without looking into it. */
export interface Zone {
  month: Month;
  /** Nothing is known of a column that is not here. */
  ranges: ReadonlyMap<string, Range>;
  sets: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether what it has left over was copied: see `rest.ts`. */
  rest: boolean;
}

/** The hot months of a read model, as of one moment. */
export interface ZoneMap {
  /** Changes with whatever changes here: see `versionOf`. */
  version: string;
  zones: readonly Zone[];
}

/** A query that answers the version of a read model's zones, to stand in the statement that was planned by them. */
export function versionOf({ name }: ReadModel): string {
  return `SELECT count(*) || '.' || sum(z.version) FROM ${zonesOf(name)}`;
}

const zonesOf = (name: string) =>
  `${monthTable()} p LEFT JOIN zonas_lectura z ON z.modelo = '${name}' AND z.mes = p.mes WHERE p.caliente`;

/** Times whose texts sort as they do. */
const FIRST_YEAR = Date.UTC(1_000, 0, 1);
const LAST_YEAR = Date.UTC(10_000, 0, 1) - 1;

// One map a pool: a replica may be behind, and has its own version.
const cache = new WeakMap<pg.Pool, Map<string, ZoneMap>>();

/** The zones of a read model, as they were when somebody last had to look. */
export async function knownZones(pool: pg.Pool, db: Queryable, model: ReadModel): Promise<ZoneMap> {
  return cache.get(pool)?.get(model.name) ?? loadZones(pool, db, model);
}

/** The zones of a read model as they are now. */
export async function loadZones(pool: pg.Pool, db: Queryable, model: ReadModel): Promise<ZoneMap> {
  const { rows } = await db.query<{ mes: Month; version: number | null; zona: StoredZone | null }>(
    `SELECT p.mes::text AS mes, z.version, z.zona FROM ${zonesOf(model.name)} ORDER BY p.mes`,
  );
  const map = {
    version: `${rows.length}.${rows.reduce((sum, { version }) => sum + (version ?? 0), 0)}`,
    zones: rows.map(({ mes, zona }) => toZone(mes, model, zona)),
  };
  const models = cache.get(pool) ?? new Map<string, ZoneMap>();
  cache.set(pool, models.set(model.name, map));
  return map;
}

type StoredRange = [min: string | null, max: string | null, nulls: boolean];

interface StoredZone {
  resto?: boolean;
  rangos: Record<string, StoredRange>;
  valores: Record<string, string[] | null>;
}

/** A month of which nothing is known but what its name says. */
export function blankZone(month: Month, { key }: ReadModel): Zone {
  const range = { min: firstId(month), max: firstId(addMonths(month, 1)), nulls: false };
  return { month, ranges: new Map([[key, range]]), sets: new Map(), rest: false };
}

function toZone(month: Month, model: ReadModel, stored: StoredZone | null): Zone {
  const blank = blankZone(month, model);
  if (!stored) return blank;
  const ranges = Object.entries(stored.rangos).flatMap(([column, range]) => {
    const readable = toRange(range);
    return readable ? [[column, readable] as const] : [];
  });
  const sets = Object.entries(stored.valores).flatMap(([column, values]) =>
    values ? [[column, new Set(values)] as const] : [],
  );
  return {
    month,
    ranges: new Map([...blank.ranges, ...ranges]),
    sets: new Map(sets),
    rest: stored.resto === true,
  };
}

/** What is known of a column of times; nothing if a bound cannot be read: then its month is looked into, as any other. */
function toRange([min, max, nulls]: StoredRange): Range | undefined {
  if (min === null || max === null) return { min: undefined, max: undefined, nulls };
  const [from, to] = [Date.parse(min), Date.parse(max)];
  // A month whose rows are all in the four digits of a year sorts as text as it does in time.
  if (!(from >= FIRST_YEAR && to < LAST_YEAR)) return undefined;
  return { min: exactInstant(min), max: exactInstant(max), nulls };
}

/** The smallest UUIDv7 of a month. */
export function firstId(month: Month): string {
  return smallestId(Date.parse(month));
}

/** The smallest UUIDv7 of a millisecond since 1970. */
export function smallestId(ms: number): string {
  const hex = Math.max(ms, 0).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}
