import { Turnstile } from '../../src/platform/lifecycle/turnstile.js';

/** Work that goes on until it is let go. */
function held() {
  let release: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (release = resolve));
  return { work: () => done, release };
}

test('so many at a time, so many wait, and one more is refused; a place that is free is given on', async () => {
  const turnstile = new Turnstile(1, 1, () => new Error('ocupado'));
  const [first, second] = [held(), held()];
  let begun = false;
  const one = turnstile.pass(first.work);
  const two = turnstile.pass(() => {
    begun = true;
    return second.work();
  });
  await expect(turnstile.pass(async () => undefined)).rejects.toThrow('ocupado');
  expect(begun).toBe(false);
  first.release();
  await one;
  expect(begun).toBe(true);
  second.release();
  await two;
  expect(await turnstile.pass(async () => 'libre')).toBe('libre');
});

test('whoever fails gives its place on as well', async () => {
  const turnstile = new Turnstile(1, 0, () => new Error('ocupado'));
  await expect(turnstile.pass(() => Promise.reject(new Error('falló')))).rejects.toThrow('falló');
  expect(await turnstile.pass(async () => 'libre')).toBe('libre');
});
