import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until the answer is not falsy.
 *
 * @param what - What is waited for, for the message when it does not come.
 * @param ask - One question.
 * @param limitMs - How long to ask. It only ends what hangs, so there is hardly a reason to give one.
 */
export async function poll<T>(
  what: string,
  ask: () => Promise<T>,
  limitMs = 120_000,
): Promise<Exclude<T, false | undefined>> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as Exclude<T, false | undefined>;
    if (performance.now() > deadline) throw new Error(`waited ${limitMs} ms for ${what}`);
    await delay(10);
  }
}
