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
