import { preparedName } from '../../src/platform/read-models/prepared-name.js';

const ask = (text: string, times: number) => Array.from({ length: times }, () => preparedName(text));

test('a text gets a name when it has come often, and keeps it', () => {
  const [first, second, third, fourth] = ask('a', 4);
  expect([first, second]).toEqual([undefined, undefined]);
  expect(third).toBeDefined();
  expect(fourth).toBe(third);
});

test('what comes once takes no name from what comes often, and there are not more than enough', () => {
  for (let index = 0; index < 5_000; index += 1) expect(ask(`once ${index}`, 1)).toEqual([undefined]);
  const named = Array.from({ length: 100 }, (_, index) => ask(`often ${index}`, 3).at(-1));
  const given = named.filter((name) => name !== undefined);
  expect(given.length).toBeGreaterThan(50);
  expect(given.length).toBeLessThan(100);
  expect(new Set(given).size).toBe(given.length);
});

test('one that nobody asks for gives its place away, and one that is asked for keeps it', () => {
  const later = performance.now() + 2 * 3_600_000;
  const [kept] = ask('a', 1);
  const often = (text: string) => [1, 2, 3].map(() => preparedName(text, later)).at(-1);
  expect(preparedName('a', later)).toBe(kept);
  const fresh = Array.from({ length: 100 }, (_, index) => often(`later ${index}`)).filter((name) => name);
  expect(fresh.length).toBeGreaterThan(50);
  expect(fresh.length).toBeLessThan(64);
  expect(preparedName('a', later)).toBe(kept);
});

test('long texts count for what they are: few of them take the places of many', () => {
  const later = performance.now() + 10 * 3_600_000;
  const long = (index: number) => `${index}`.padEnd(100_000, 'x');
  const named = [0, 1, 2, 3].map((index) => [1, 2, 3].map(() => preparedName(long(index), later)).at(-1));
  expect(named.map((name) => name !== undefined)).toEqual([true, true, false, false]);
});
