import fc from 'fast-check';
import { Gatherer } from '../../src/platform/queues/gatherer.js';

/** A gatherer whose batches return when they are told to. */
function gatherer(limit: number, inFlight: number) {
  const batches: number[][] = [];
  const returns: ((fail?: Error) => void)[] = [];
  const send = (items: readonly number[]) =>
    new Promise<string[]>((resolve, reject) => {
      batches.push([...items]);
      returns.push((fail) => (fail ? reject(fail) : resolve(items.map((item) => `r${item}`))));
    });
  return {
    batches,
    returns,
    it: new Gatherer<number, string>({ limit, inFlight, weigh: (item) => item, send }),
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a lone item goes out at once', async () => {
  const { it: one, batches, returns } = gatherer(10, 1);
  const result = one.add(3);
  await turn();
  expect(batches).toEqual([[3]]);
  returns[0]?.();
  expect(await result).toBe('r3');
});

test('what arrives while batches are under way goes out together, up to the limit', async () => {
  const { it: one, batches, returns } = gatherer(10, 1);
  const results = [1, 4, 5, 6, 20, 2, 2].map((item) => one.add(item));
  const idle = one.idle();
  for (let sent = 0; sent < 4; sent += 1) {
    await turn();
    await turn();
    returns[sent]?.();
  }
  await idle;
  // 20 is over the limit by itself and goes alone: nothing is ever divided or left behind.
  expect(batches).toEqual([[1, 4, 5], [6], [20], [2, 2]]);
  expect(await Promise.all(results)).toEqual(['r1', 'r4', 'r5', 'r6', 'r20', 'r2', 'r2']);
});

test('a batch that fails fails those that wait behind it, and not those beside it', async () => {
  const { it: one, returns } = gatherer(1, 2);
  const results = [1, 1, 1].map((item) => one.add(item).catch((error: Error) => error.message));
  await turn();
  returns[0]?.(new Error('no'));
  returns[1]?.();
  expect(await Promise.all(results)).toEqual(['no', 'r1', 'no']);
});

/** A gatherer of words, whose kinds are their first letters. */
function kinds(limitOf: (kind: string) => number) {
  const batches: string[] = [];
  const returns: ((fail?: Error) => void)[] = [];
  const it = new Gatherer<string, void>({
    limit: limitOf,
    inFlight: 1,
    weigh: () => 1,
    kindOf: (word) => word.charAt(0),
    send: (words) =>
      new Promise((resolve, reject) => {
        batches.push(words.join(' '));
        returns.push((fail) => (fail ? reject(fail) : resolve(words.map(() => undefined))));
      }),
  });
  return { it, batches, returns };
}

test('finding 24: kinds never go out together, and each has its turn however much there is of the other', async () => {
  const { it: one, batches, returns } = kinds((kind) => (kind === 'm' ? 2 : 3));
  const words = ['m1', 'm2', 'm3', 'm4', 'm5', 's1', 's2', 's3', 's4', 's5'];
  const results = words.map((word) => one.add(word));
  for (let sent = 0; sent < 5; sent += 1) {
    await turn();
    // While the lot before the last has its turn, somebody comes who has waited for nothing yet.
    if (sent === 3) results.push(one.add('s6'));
    await turn();
    returns[sent]?.();
  }
  await turn();
  returns[5]?.();
  await Promise.all(results);
  expect(batches).toEqual(['m1 m2', 's1 s2 s3', 'm3 m4', 's4 s5', 'm5', 's6']);
});

test('finding 24: one that comes while the other kind has its turn is next, though more of that was there first', async () => {
  const { it: one, batches, returns } = kinds(() => 1);
  const results = ['m1', 'm2', 'm3'].map((word) => one.add(word));
  await turn();
  results.push(one.add('s1'));
  for (let sent = 0; sent < 4; sent += 1) {
    await turn();
    await turn();
    returns[sent]?.();
  }
  await Promise.all(results);
  expect(batches).toEqual(['m1', 's1', 'm2', 'm3']);
});

test('finding 24: what failed for one kind does not fail for the other', async () => {
  const { it: one, returns } = kinds(() => 1);
  const results = ['m1', 'm2', 's1'].map((word) =>
    one.add(word).then(
      () => `${word} done`,
      (error: Error) => `${word} ${error.message}`,
    ),
  );
  await turn();
  returns[0]?.(new Error('no'));
  await turn();
  await turn();
  returns[1]?.();
  expect(await Promise.all(results)).toEqual(['m1 no', 'm2 no', 's1 done']);
});

test('an idle gatherer says so at once', async () => {
  await expect(gatherer(1, 1).it.idle()).resolves.toBeUndefined();
});

test('every item gets its own result, whatever comes when', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 1, max: 3 }),
      async (items, limit, inFlight) => {
        let underWay = 0;
        let most = 0;
        const one = new Gatherer<number, number>({
          limit,
          inFlight,
          weigh: (item) => item,
          async send(batch) {
            most = Math.max(most, (underWay += 1));
            expect(batch.length === 1 || batch.reduce((sum, item) => sum + item, 0) <= limit).toBe(true);
            await turn();
            underWay -= 1;
            return batch.map((item) => item * 2);
          },
        });
        expect(await Promise.all(items.map((item) => one.add(item)))).toEqual(items.map((item) => item * 2));
        expect(most).toBeLessThanOrEqual(inFlight);
      },
    ),
  );
});
