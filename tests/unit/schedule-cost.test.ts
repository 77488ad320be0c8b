import { cronFault, dueFire, nextFires } from '../../src/platform/schedules/schedule.js';
import { EARLIEST, LATEST } from '../../src/platform/validation/instant.js';
import { threadCpu } from '../support/process-cost.js';

/** Most CPU of one look, in milliseconds, on a machine that does other things too; it is some 25 on a calm one. */
const MOST_CPU_MS = 100;
/** Looks of which the best counts: a collection of garbage falls into one of them. */
const LOOKS = 3;
const DAY_MS = 86_400_000;

const all = (low: number, high: number) => Array.from({ length: high - low + 1 }, (_, n) => low + n).join();

/** What has to be looked for longest: days that there are never, or once in decades. */
const RARE = [
  '0 0 30 2 *',
  '0 0 31W 2,4,6,9,11 *',
  '0 0 29 2 1',
  '0 0 29 2 +1',
  '0 0 29 2 +1#5',
  '0 0 1 1 +1#5',
  '0 0 30,31 2 +MON#5',
  '0 0 * 2 mon#5',
  `${all(0, 59)} 2 29 2 +0`,
  `59 23 31 ${all(1, 11)} +1#5`,
];
const DENSE = ['* * * * *', `${all(0, 59)} * ${all(1, 20)} * *`, `*/1 ${all(0, 23)} * ${all(1, 12)} 0-6`];
const ZONES = ['UTC', 'America/New_York', 'Africa/Casablanca', 'Antarctica/Troll'];

const cron = (expression: string, zone: string) => ({ cron: expression, everyS: null, zone });

/** Whether work costs no more than it may, in one of several looks. */
function isCheap(work: () => void): boolean {
  for (let look = 0; look < LOOKS; look += 1) {
    const taken = threadCpu();
    work();
    if (taken() < MOST_CPU_MS) return true;
  }
  return false;
}

test.each([...RARE, ...DENSE])(
  'finding 4: the fire times of %s are found, or not, at a bounded cost',
  (expression) => {
    expect(isCheap(() => cronFault(expression))).toBe(true);
    for (const zone of ZONES)
      for (const from of [
        EARLIEST,
        '1970-01-01T00:00:00Z',
        '2026-11-28T00:00:00Z',
        '2096-03-01T00:00:00Z',
        LATEST,
      ]) {
        const ask = () => nextFires(cron(expression, zone), new Date(from), 10);
        expect({ zone, from, isCheap: isCheap(ask) }).toEqual({ zone, from, isCheap: true });
      }
  },
);

test.each([...RARE, ...DENSE])(
  'finding 4: what %s missed in a week is found at a bounded cost',
  (expression) => {
    const now = new Date('2026-11-28T12:00:00Z');
    const first = new Date(now.getTime() - 7 * DAY_MS);
    for (const zone of ZONES)
      expect(isCheap(() => dueFire(cron(expression, zone), first, now, 7 * DAY_MS))).toBe(true);
  },
);

test('finding 1: no fire time is beyond the last instant that is taken in', () => {
  expect(nextFires(cron('0 0 1 1,12 *', 'UTC'), new Date('2198-12-15T00:00:00Z'), 10)).toEqual([
    new Date('2199-01-01T00:00:00Z'),
    new Date('2199-12-01T00:00:00Z'),
  ]);
  expect(nextFires({ cron: null, everyS: 1, zone: 'UTC' }, new Date(LATEST), 10)).toEqual([]);
  expect(nextFires(cron('* * * * *', 'America/Lima'), new Date(LATEST), 10)).toEqual([]);
});
