import { type Month, monthOfText } from '../../src/platform/database/month.js';
import type { Condition } from '../../src/platform/read-models/condition.js';
import { isBefore, planMonths } from '../../src/platform/read-models/list-plan.js';
import type { Order, Segment } from '../../src/platform/read-models/list-sql.js';
import { blankZone, type Zone } from '../../src/platform/read-models/zones.js';

const MODEL = {
  name: 'x',
  definition: 'x.sql',
  monthly: [],
  key: 'id',
  lazy: [],
  indexes: [],
  writersLock: 'y',
};

const zone = (month: Month, min: string, max: string, estados: string[]): Zone => ({
  month,
  ranges: new Map([...blankZone(month, MODEL).ranges, ['visto_en', { min, max, nulls: false }]]),
  sets: new Map([['estado', new Set(estados)]]),
  rest: false,
});
const ZONES = [
  zone(monthOfText('2026-01'), '2026-01-02', '2026-06-01', ['a']),
  zone(monthOfText('2026-02'), '2026-02-02', '2026-03-01', ['a', 'b']),
  zone(monthOfText('2026-03'), '2026-03-02', '2026-04-01', ['c']),
];

const plan = (where: Condition[], order: Order, zones: readonly Zone[] = ZONES) => {
  const segment: Segment = { columns: ['id'], where, order, limit: 10 };
  return planMonths(zones, segment, 'id');
};
const months = (...args: Parameters<typeof plan>) => plan(...args).map(({ month }) => month.slice(5, 7));

test('months are read in the order in which they can have what comes first', () => {
  expect(months([], { descending: true })).toEqual(['03', '02', '01']);
  expect(months([], { descending: false })).toEqual(['01', '02', '03']);
  expect(months([], { column: 'visto_en', descending: true })).toEqual(['01', '03', '02']);
  expect(months([], { column: 'visto_en', descending: false })).toEqual(['01', '02', '03']);
});

test('a month that cannot have what is asked is passed by', () => {
  const newest = { descending: true };
  expect(months([{ column: 'estado', type: 'text', anyOf: ['b', 'c'] }], newest)).toEqual(['03', '02']);
  expect(months([{ column: 'visto_en', type: 'text', from: '2026-05-01' }], newest)).toEqual(['01']);
  expect(months([{ column: 'visto_en', type: 'text', to: '2026-02-15' }], newest)).toEqual(['02', '01']);
  expect(months([{ column: 'visto_en', filled: false }], newest)).toEqual([]);
  expect(months([{ sql: 'true', needs: { column: 'estado', anyOf: ['c'] } }], newest)).toEqual(['03']);
  expect(months([{ column: 'otra', type: 'text', anyOf: ['b'] }], newest)).toEqual(['03', '02', '01']);
});

test('of a month without a note everything is possible but ids of other months', () => {
  const blank = ZONES.map(({ month }) => blankZone(month, MODEL));
  const newest = { descending: true };
  expect(months([{ column: 'estado', type: 'text', anyOf: ['b'] }], newest, blank)).toHaveLength(3);
  const [february] = blank[1]!.ranges.values();
  expect(months([{ column: 'id', type: 'uuid', to: february!.min }], newest, blank)).toEqual(['02', '01']);
  expect(plan([], { column: 'visto_en', descending: true }, blank)[0]).toMatchObject({ bound: undefined });
});

test('reading ends at a row that comes before all that is left, and not at one of equal value', () => {
  const next = { month: monthOfText('2026-03'), bound: '2026-04-01' };
  const order = { column: 'visto_en', descending: true };
  expect(isBefore('2026-04-02', next, order)).toBe(true);
  expect(isBefore('2026-04-01', next, order)).toBe(false);
  expect(isBefore('2026-04-02', { month: monthOfText('2026-03') }, order)).toBe(false);
  expect(isBefore('2026-03-31', next, { ...order, descending: false })).toBe(true);
});
