import fc from 'fast-check';
import { monthOf, monthOfText } from '../../src/platform/database/month.js';
import { chooseMonths, type DirtyMonth } from '../../src/platform/read-models/policy.js';

const POLICY = { share: 0.05, ageMs: 3_600_000, maxRows: 1_000 };
const month = (fields: Partial<DirtyMonth>): DirtyMonth => ({
  month: monthOfText('2026-10'),
  rows: 1,
  baseRows: 10_000,
  ageMs: 0,
  ...fields,
});
const months = fc.uniqueArray(
  fc.record({
    month: fc.integer({ min: 0, max: 35 }).map((n) => monthOf(new Date(Date.UTC(2024, n)))),
    rows: fc.integer({ min: 1, max: 2_000 }),
    baseRows: fc.integer({ min: 0, max: 20_000 }),
    ageMs: fc.integer({ min: 0, max: 7_200_000 }),
  }),
  { selector: (dirty) => dirty.month },
);

test('nothing dirty, nothing done', () => {
  expect(chooseMonths([], POLICY)).toEqual([]);
  expect(chooseMonths([], { share: 0, ageMs: 0, maxRows: 0 })).toEqual([]);
});

test('a month is refreshed when its share is passed, or its age reached, and not before', () => {
  expect(chooseMonths([month({ rows: 500 })], POLICY)).toEqual([]);
  expect(chooseMonths([month({ rows: 501 })], POLICY)).toEqual(['2026-10-01']);
  expect(chooseMonths([month({ ageMs: 3_599_999 })], POLICY)).toEqual([]);
  expect(chooseMonths([month({ ageMs: 3_600_000 })], POLICY)).toEqual(['2026-10-01']);
  expect(chooseMonths([month({ baseRows: 0 })], POLICY)).toEqual(['2026-10-01']);
});

test('what is left alone is never more than the most that the delta may hold, and nothing is refreshed in vain', () => {
  fc.assert(
    fc.property(months, (dirty) => {
      const chosen = chooseMonths(dirty, POLICY);
      expect(chosen).toEqual(chosen.toSorted().reverse());
      const left = dirty.filter((each) => !chosen.includes(each.month));
      const total = left.reduce((sum, { rows }) => sum + rows, 0);
      expect(total).toBeLessThanOrEqual(POLICY.maxRows);
      const isDue = ({ rows, baseRows, ageMs }: DirtyMonth) =>
        rows > POLICY.share * baseRows || ageMs >= POLICY.ageMs;
      expect(left.some(isDue)).toBe(false);
      const forRoom = dirty.filter((each) => chosen.includes(each.month) && !isDue(each));
      const smallest = Math.min(...forRoom.map(({ rows }) => rows));
      // Without the smallest of those there would not have been room.
      if (forRoom.length > 0) expect(total + smallest).toBeGreaterThan(POLICY.maxRows);
      for (const { rows } of left) if (forRoom.length > 0) expect(rows).toBeLessThanOrEqual(smallest);
    }),
  );
});
