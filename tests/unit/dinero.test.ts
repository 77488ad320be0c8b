import fc from 'fast-check';
import { allocate, MAX_MONTO, perMilleOf, perMilleWithin } from '../../src/modules/dinero/contract.js';
import { seedOf } from '../support/random.js';

const monto = fc.integer({ min: 0, max: MAX_MONTO * 1_000 });

test('an amount is divided without a rest, and each part is within one of its share', () => {
  const weights = fc
    .array(fc.integer({ min: 0, max: MAX_MONTO }), { minLength: 1, maxLength: 100 })
    .filter((list) => list.some((weight) => weight > 0));
  fc.assert(
    fc.property(monto, weights, (amount, list) => {
      const parts = allocate(amount, list);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
      const total = list.reduce((sum, weight) => sum + BigInt(weight), 0n);
      parts.forEach((part, index) => {
        const rest = BigInt(part) * total - BigInt(amount) * BigInt(list[index]!);
        expect(rest > -total && rest < total).toBe(true);
      });
    }),
    { seed: seedOf() },
  );
});

test('tax is rounded half up, added or within', () => {
  expect([perMilleOf(1_000, 180), perMilleOf(25, 180), perMilleOf(24, 180)]).toEqual([180, 5, 4]);
  expect(perMilleOf(75, 20)).toBe(2);
  expect([perMilleWithin(1_180, 180), perMilleWithin(2_490, 180), perMilleWithin(0, 180)]).toEqual([
    180, 380, 0,
  ]);
  fc.assert(
    fc.property(monto, fc.integer({ min: 0, max: 1_000 }), (amount, perMille) => {
      const added = perMilleOf(amount, perMille);
      const within = perMilleWithin(amount + added, perMille);
      // What was added is what is within, but for the rounding of one unit.
      expect(Math.abs(within - added)).toBeLessThanOrEqual(1);
    }),
    { seed: seedOf() },
  );
});
