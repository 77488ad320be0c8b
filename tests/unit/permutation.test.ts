import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { Permutation } from '../../src/modules/codigos/domain/permutation.js';

const KEY = Buffer.alloc(32, 7);

test('finding 18: of a small range every number has one place, and every place one number', () => {
  for (const size of [2, 3, 1_000, 65_536, 65_537]) {
    const order = new Permutation(randomBytes(32), size);
    const numbers = Array.from({ length: size }, (_, place) => order.at(place));
    expect(new Set(numbers).size).toBe(size);
    expect(numbers.every((number) => number >= 0 && number < size)).toBe(true);
    for (const [place, number] of numbers.entries()) expect(order.placeOf(number)).toBe(place);
  }
});

test('finding 18: of the whole range back and forth comes to the same', () => {
  const size = 2_599_000_000;
  const order = new Permutation(KEY, size);
  fc.assert(
    fc.property(fc.nat(size - 1), (place) => {
      const number = order.at(place);
      expect(number).toBeLessThan(size);
      expect(order.placeOf(number)).toBe(place);
    }),
  );
});

test('finding 18: another key is another order, and neighbours are no neighbours', () => {
  const size = 2_600_000_000;
  const [one, other] = [new Permutation(KEY, size), new Permutation(Buffer.alloc(32, 8), size)];
  const places = Array.from({ length: 1_000 }, (_, place) => place);
  expect(places.filter((place) => one.at(place) === other.at(place))).toEqual([]);
  const steps = places.slice(1).map((place) => one.at(place) - one.at(place - 1));
  expect(steps.filter((step) => Math.abs(step) < 1_000)).toEqual([]);
  expect(new Set(steps).size).toBe(steps.length);
  // Evenly over the range: each tenth of it has its share.
  const tenths = places.map((place) => Math.floor((one.at(place) / size) * 10));
  for (let tenth = 0; tenth < 10; tenth += 1)
    expect(tenths.filter((each) => each === tenth).length).toBeGreaterThan(60);
});

test.each([-1, 10, 1.5 + 9, Number.NaN])('%s is not a place of a range of 10', (place) => {
  expect(() => new Permutation(KEY, 10).at(place)).toThrow(RangeError);
});
