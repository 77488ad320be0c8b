import fc from 'fast-check';
import { Closure } from '../../src/platform/queues/closure.js';

const NOW = 1_000_000;

test('an open queue turns nobody away', () => {
  const closure = new Closure();
  expect(closure.isOpen).toBe(true);
  expect(closure.retryAfterS(NOW)).toBeUndefined();
  closure.set(3, NOW);
  expect(closure.isOpen).toBe(false);
  closure.set(undefined, NOW + 1);
  expect(closure.retryAfterS(NOW + 1)).toBeUndefined();
});

test('finding 23: Retry-After is what the queue needs, and spread from there on', () => {
  const closure = new Closure();
  closure.set(12.3, NOW);
  expect([0, 0.5, 1].map((place) => closure.retryAfterS(NOW, place))).toEqual([13, 19, 25]);
  closure.set(0.2, NOW + 500);
  expect([0, 1].map((place) => closure.retryAfterS(NOW + 500, place))).toEqual([1, 3]);
  // Nobody knows: soon.
  closure.set(null, NOW + 1_000);
  expect([0, 1].map((place) => closure.retryAfterS(NOW + 1_000, place))).toEqual([1, 2]);
});

test('finding 23: Retry-After is never more than it took the last time, unless it takes longer already', () => {
  const closure = new Closure();
  closure.set(30, NOW);
  closure.set(undefined, NOW + 4_000);
  closure.set(56, NOW + 10_000);
  expect(closure.retryAfterS(NOW + 10_000)).toBe(4);
  expect(closure.retryAfterS(NOW + 17_000)).toBe(7);
  expect(closure.retryAfterS(NOW + 900_000)).toBeLessThanOrEqual(60);
});

test('finding 23: whatever happens, it is a whole number from 1 to 60 and no more than the last closure and this one took', () => {
  const step = fc.record({
    afterMs: fc.integer({ min: 1, max: 120_000 }),
    needsS: fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(null, undefined)),
  });
  fc.assert(
    fc.property(fc.array(step), fc.double({ min: 0, max: 1, noNaN: true }), (steps, place) => {
      const closure = new Closure();
      let nowMs = NOW;
      let closedAt: number | undefined;
      let lastMs: number | undefined;
      for (const { afterMs, needsS } of steps) {
        nowMs += afterMs;
        closure.set(needsS, nowMs);
        if (needsS !== undefined) closedAt ??= nowMs;
        else if (closedAt !== undefined) [lastMs, closedAt] = [nowMs - closedAt, undefined];
        const answer = closure.retryAfterS(nowMs, place);
        expect(answer === undefined).toBe(closedAt === undefined);
        if (answer === undefined || closedAt === undefined) continue;
        expect(Number.isInteger(answer) && answer >= 1 && answer <= 60).toBe(true);
        if (lastMs !== undefined)
          expect(answer).toBeLessThanOrEqual(
            Math.max(1, Math.ceil(Math.max(lastMs, nowMs - closedAt) / 1_000)),
          );
      }
    }),
  );
});
