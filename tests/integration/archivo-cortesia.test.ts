import { createPool } from '../../src/platform/database/pool.js';
import { Courtesy } from '../../src/modules/archivo/run/courtesy.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ worker: false, env: { TRAZO_ARCHIVO_PORCENTAJE: '20' } });
});
afterAll(() => stack.close());

const WORKED_MS = 100;

test('the archive rests while others are at work, and not while nobody is', async () => {
  const courtesy = stack.get(Courtesy);
  const restFor = (ms: number) => async () => (await courtesy.restAfter(WORKED_MS)) === ms;
  await poll('nobody to be at work', restFor(0));

  const pool = createPool(stack.config.DATABASE_URL, { max: 2, name: 'otros' });
  let working = true;
  const long = courtesy.pace(new AbortController().signal);
  const began = performance.now();
  const others = (async () => {
    while (working) await pool.query('SELECT 1');
  })();
  // A fifth of the time is four times as long a rest.
  await poll('others to be noticed', restFor(4 * WORKED_MS));
  expect(await courtesy.restAfter(3_600_000)).toBe(60_000);

  const stop = new AbortController();
  const pace = courtesy.pace(stop.signal);
  stop.abort();
  await pace.rest();

  // Whoever rests long hears of it before the end.
  const owedMs = 4 * (performance.now() - began);
  const started = performance.now();
  const resting = long.rest();
  working = false;
  await others;
  await pool.end();
  await resting;
  expect(performance.now() - started).toBeLessThan(owedMs);
  await poll('nobody to be at work again', restFor(0));
});
