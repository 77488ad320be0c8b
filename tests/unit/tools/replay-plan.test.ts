import { parseOptions } from '../../../tools/replay/options.js';
import { planRequests } from '../../../tools/replay/plan.js';
import { inLanes } from '../../../tools/runtime/lanes.js';
import { median, percentile } from '../../../tools/runtime/statistics.js';

const items = Array.from({ length: 105 }, (_, index) => index);

test('everything is sent once and one in ten a second time, shuffled', () => {
  const requests = planRequests(items, 7, 50);
  const sent = requests.flat();
  expect(requests.map(({ length }) => length)).toEqual([50, 50, 15]);
  expect(sent.filter(({ repeated }) => !repeated).map(({ item }) => item)).not.toEqual(items);
  expect(
    sent
      .filter(({ repeated }) => !repeated)
      .map(({ item }) => item)
      .sort((a, b) => a - b),
  ).toEqual(items);
  expect(new Set(sent.filter(({ repeated }) => repeated).map(({ item }) => item)).size).toBe(10);
});

test('a seed repeats the plan, another one does not', () => {
  expect(planRequests(items, 7, 50)).toEqual(planRequests(items, 7, 50));
  expect(planRequests(items, 8, 50)).not.toEqual(planRequests(items, 7, 50));
});

test('the command line is understood, or refused with a reason', () => {
  expect(parseOptions(['datos/a.gz', '--semilla', '7', '--limite', '3'], '/tmp')).toMatchObject({
    help: false,
    file: '/tmp/datos/a.gz',
    seed: 7,
    limit: 3,
    url: 'http://localhost:3000',
    rate: Infinity,
  });
  expect(parseOptions(['--help'], '/tmp')).toEqual({ help: true });
  for (const [args, message] of [
    [[], /Falta el archivo/],
    [['a', 'b'], /Sobra «b»/],
    [['a', '--semilla', '-1'], /semilla/],
    [['a', '--por-solicitud', '1001'], /1 a 1000/],
    [['a', '--url', 'ftp://x'], /no es una dirección/],
    [['a', '--idioma', 'fr'], /--idioma lleva es o en/],
    [['a', '--nada'], /nada/],
  ] as [string[], RegExp][])
    expect(() => parseOptions(args, '/tmp')).toThrow(message);
});

test('lanes keep the order of the results, never run more at a time, and stop at a failure', async () => {
  let running = 0;
  let most = 0;
  const doubled = await inLanes(items, 4, async (item) => {
    most = Math.max(most, (running += 1));
    await Promise.resolve();
    running -= 1;
    return item * 2;
  });
  expect(doubled).toEqual(items.map((item) => item * 2));
  expect(most).toBe(4);
  const begun: number[] = [];
  const failing = inLanes(items, 2, async (item) => {
    begun.push(item);
    await Promise.resolve();
    throw new Error(`${item}`);
  });
  await expect(failing).rejects.toThrow('0');
  expect(begun).toEqual([0, 1]);
});

test('percentiles and median', () => {
  expect([percentile([3, 1, 2, 4], 0.5), percentile([3, 1, 2, 4], 0.95), percentile([], 0.5)]).toEqual([
    2,
    4,
    undefined,
  ]);
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});
