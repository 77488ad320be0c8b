import { nextFires } from '../../src/platform/schedules/schedule.js';
import { localTime } from '../../src/platform/schedules/time-zone.js';
import { ALL_CLOCKS as ALL, plainFires } from '../support/plain-cron.js';
import { seededRandom } from '../support/random.js';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const [FROM, TO] = [Date.UTC(2025, 0, 1), Date.UTC(2035, 0, 1)];

const SAMPLES = 60;
const WINDOW = 2 * DAY;

const random = seededRandom();
const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
const upTo = (limit: number) => Math.floor(random() * (limit + 1));

/** How far the clocks of a zone are ahead of UTC, as Intl writes it. They are changed at whole quarters of an hour. */
function clockOf(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
    year: 'numeric',
  });
  const known = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor(instant / (15 * MINUTE)) * 15 * MINUTE;
    const before = known.get(quarter);
    if (before !== undefined) return before;
    const [, sign, hours = 0, minutes = 0] = /GMT([+-])(\d+):(\d+)/.exec(format.format(quarter)) ?? [];
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
    known.set(quarter, offset);
    return offset;
  };
}

/** The days from one to another on which clocks are changed. */
function changesOf(offsetAt: (instant: number) => number, from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = from; day < to; day += DAY) if (offsetAt(day) !== offsetAt(day + DAY)) days.push(day);
  return days;
}

/** Zones whose clocks are changed at all. */
const CHANGING = Intl.supportedValuesOf('timeZone').filter((zone) => {
  const offsetAt = clockOf(zone);
  return Array.from({ length: 40 }, (_, quarter) => offsetAt(Date.UTC(2025, 3 * quarter))).some(
    (offset, _, all) => offset !== all[0],
  );
});

/** A field of numbers, lists, ranges and steps. */
function field([low, high]: readonly [number, number]): string {
  const one = () => low + upTo(high - low);
  const [from, to] = [one(), one()].sort((a, b) => a - b) as [number, number];
  return pick([
    '*',
    String(from),
    [...new Set([from, to, one()])].join(','),
    `${from}-${to}`,
    `*/${1 + upTo(Math.min(high - low, 12))}`,
    `${from}-${to}/${1 + upTo(5)}`,
  ]);
}

/** An expression that fires on most days, near the hours at which clocks are changed more often than not. */
function expression(): string {
  const days = pick([
    '* * *',
    '* * *',
    '* * *',
    `* * ${field([0, 6])}`,
    `${field([1, 31])} * *`,
    `${field([1, 31])} * ${field([0, 6])}`,
  ]);
  return `${field([0, 59])} ${field(
    pick([
      [0, 23],
      [0, 4],
    ]),
  )} ${days}`;
}

function expectPlain(zone: string, offsetAt: (instant: number) => number, day: number, cron: string) {
  const [from, to] = [day - WINDOW, day + WINDOW];
  const expected = plainFires(cron, offsetAt, from, to).filter((at) => at > from + DAY);
  const fires = nextFires({ cron, everyS: null, zone }, new Date(from + DAY), expected.length).map(Number);
  const shown = (times: number[]) => times.map((at) => localTime(new Date(at), zone));
  if (fires.join() !== expected.join())
    expect({ zone, cron, fires: shown(fires) }).toEqual({ zone, cron, fires: shown(expected) });
}

const EXPRESSIONS = [
  '30 2,14 * * *',
  '0,30 2 * * *',
  '*/10 2 * * 0',
  '0 1,13 * * *',
  '0 */2 * * *',
  '30 * * * *',
  '*/20 * * * *',
  '15 0-5 * * *',
  '0 0-23 * * *',
];

test(
  'finding 22: what clocks leave out runs at the change, what comes twice runs once, or twice when every hour is named',
  () => {
    if (ALL)
      for (const zone of CHANGING) {
        const offsetAt = clockOf(zone);
        for (const day of changesOf(offsetAt, FROM, TO))
          for (const cron of [...EXPRESSIONS, expression(), expression(), expression()])
            expectPlain(zone, offsetAt, day, cron);
      }
    else
      for (let sample = 0; sample < SAMPLES; sample += 1) {
        const zone = pick(CHANGING);
        const offsetAt = clockOf(zone);
        const from = FROM + upTo((TO - FROM) / DAY) * DAY;
        const [day = from] = changesOf(offsetAt, from, from + 200 * DAY);
        expectPlain(zone, offsetAt, day, pick([...EXPRESSIONS, ...Array.from({ length: 8 }, expression)]));
      }
  },
  ALL ? 3_600_000 : 60_000,
);

const fires = (cron: string, zone: string, from: string, count: number) =>
  nextFires({ cron, everyS: null, zone }, new Date(from), count).map((fire) => localTime(fire, zone));

test.each([
  [
    '30 2,14 * * *',
    'America/New_York',
    '2026-03-08T05:00:00Z',
    ['2026-03-08T03:00:00-04:00', '2026-03-08T14:30:00-04:00'],
  ],
  [
    '0,30 2 * * *',
    'America/New_York',
    '2026-03-08T05:00:00Z',
    ['2026-03-08T03:00:00-04:00', '2026-03-09T02:00:00-04:00'],
  ],
  [
    '*/10 2 * * 0',
    'America/New_York',
    '2026-03-08T05:00:00Z',
    ['2026-03-08T03:00:00-04:00', '2026-03-15T02:00:00-04:00'],
  ],
  [
    '0 1,13 * * *',
    'America/New_York',
    '2026-11-01T04:00:00Z',
    ['2026-11-01T01:00:00-04:00', '2026-11-01T13:00:00-05:00'],
  ],
  [
    '0 */2 * * *',
    'Africa/Cairo',
    '2026-04-23T20:30:00Z',
    ['2026-04-24T01:00:00+03:00', '2026-04-24T02:00:00+03:00'],
  ],
  [
    '0 * * * *',
    'America/New_York',
    '2026-11-01T05:30:00Z',
    ['2026-11-01T01:00:00-05:00', '2026-11-01T02:00:00-05:00'],
  ],
  [
    '30 * * * *',
    'America/New_York',
    '2026-03-08T06:30:00Z',
    ['2026-03-08T03:00:00-04:00', '2026-03-08T03:30:00-04:00'],
  ],
  // A whole day was left out there.
  [
    '0 6,18 * * *',
    'Pacific/Apia',
    '2011-12-30T03:00:00Z',
    ['2011-12-29T18:00:00-10:00', '2011-12-31T00:00:00+14:00', '2011-12-31T06:00:00+14:00'],
  ],
])('finding 22: %s in %s', (cron, zone, from, expected) => {
  expect(fires(cron, zone, from, expected.length)).toEqual(expected);
});
