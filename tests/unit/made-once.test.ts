import { MadeOnce } from '../../src/platform/lifecycle/made-once.js';

test('finding 36: what could not be made is tried again, and what was made is shared', async () => {
  let tries = 0;
  const once = new MadeOnce(async () => {
    tries += 1;
    if (tries === 1) throw new Error('sin memoria');
    return { tries };
  });
  expect(await once.made()).toBeUndefined();
  const [first, beside] = [once.get(), once.get()];
  await expect(first).rejects.toThrow('sin memoria');
  await expect(beside).rejects.toThrow('sin memoria');
  expect(await once.made()).toBeUndefined();
  expect(await once.get()).toBe(await once.get());
  expect([tries, await once.made()]).toEqual([2, { tries: 2 }]);
});
