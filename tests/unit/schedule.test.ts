import fc from 'fast-check';
import { cronFault, dueFire, nextFire, nextFires } from '../../src/platform/schedules/schedule.js';
import { alarmOf, nextAlarm } from '../../src/platform/schedules/alarm.js';
import { localTime } from '../../src/platform/schedules/time-zone.js';
import { seedOf } from '../support/random.js';

const seed = seedOf();
const cron = (expression: string, zone: string) => ({ cron: expression, everyS: null, zone });
const fires = (expression: string, zone: string, from: string, count: number) =>
  nextFires(cron(expression, zone), new Date(from), count).map((fire) => localTime(fire, zone));

describe('a change of clocks', () => {
  test('forward: a time that does not exist is due when it would have been; no day is left out', () => {
    expect(fires('30 2 * * *', 'America/New_York', '2026-03-07T12:00:00Z', 3)).toEqual([
      '2026-03-08T03:00:00-04:00',
      '2026-03-09T02:30:00-04:00',
      '2026-03-10T02:30:00-04:00',
    ]);
    // Chile puts them forward at midnight.
    expect(fires('0 0 * * *', 'America/Santiago', '2026-09-05T12:00:00Z', 2)).toEqual([
      '2026-09-06T01:00:00-03:00',
      '2026-09-07T00:00:00-03:00',
    ]);
  });

  test('back: a time that comes twice counts once, and every half an hour is every half an hour', () => {
    expect(fires('30 1 * * *', 'America/New_York', '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01T01:30:00-04:00',
      '2026-11-02T01:30:00-05:00',
    ]);
    expect(fires('*/30 * * * *', 'America/New_York', '2026-11-01T05:00:00Z', 4)).toEqual([
      '2026-11-01T01:30:00-04:00',
      '2026-11-01T01:00:00-05:00',
      '2026-11-01T01:30:00-05:00',
      '2026-11-01T02:00:00-05:00',
    ]);
  });
});

test('an expression that never fires is told from one that is none', () => {
  const faults = [
    '0 0 30 2 *',
    '0 0 31 4,6 *',
    '61 0 * * *',
    '* * * * * *',
    '@reboot',
    '',
    'mañana',
    7,
    null,
  ];
  expect(faults.map(cronFault)).toEqual([
    'cron-sin-fecha',
    'cron-sin-fecha',
    ...Array<string>(faults.length - 2).fill('cron'),
  ]);
  expect(['0 2 * * *', '0 0 29 2 *', '@daily', '0 0 L * *', '*/5 8-18 * * mon-fri'].map(cronFault)).toEqual(
    Array(5).fill(undefined),
  );
});

test('finding 1: an instant is no cron expression', () => {
  const instants = [
    '9999-12-31T23:59:59.9999999Z',
    '2199-12-31T23:59:59-12:00',
    '2027-01-01T00:00:00',
    '2027-01-01 00:00:00',
  ];
  expect(instants.map(cronFault)).toEqual(instants.map(() => 'cron'));
});

const ZONES = [
  'America/Lima',
  'America/Santiago',
  'America/New_York',
  'America/Asuncion',
  'UTC',
  'Asia/Kolkata',
];
const schedules = fc.oneof(
  fc.record({
    cron: fc.constantFrom(
      '0 0 * * *',
      '30 2 * * *',
      '15 1,13 * * *',
      '*/20 * * * *',
      '0 3 1 * *',
      '5 4 * * sun',
    ),
    everyS: fc.constant(null),
    zone: fc.constantFrom(...ZONES),
  }),
  fc.record({
    cron: fc.constant(null),
    everyS: fc.constantFrom(1, 5, 60, 90, 3_600, 86_400, 604_800),
    zone: fc.constant('UTC'),
  }),
);
const instants = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });

test('fire times are the same from wherever one begins to count', () => {
  fc.assert(
    fc.property(schedules, instants, fc.double({ min: 0, max: 1, noNaN: true }), (schedule, from, share) => {
      const [first, second] = nextFires(schedule, from, 2) as [Date, Date];
      expect(first > from && second > first).toBe(true);
      const between = new Date(first.getTime() + share * (second.getTime() - first.getTime() - 1));
      expect(nextFire(schedule, between)).toEqual(second);
      const { pattern, tz } = alarmOf(schedule);
      expect(nextAlarm(from.getTime(), { pattern, tz })).toBe(first.getTime());
    }),
    { seed, numRuns: 300 },
  );
});

test('of all that was missed, the last is due if it still counts', () => {
  const minutes = fc.integer({ min: 0, max: 20_000 });
  fc.assert(
    fc.property(schedules, instants, minutes, minutes, (schedule, from, late, window) => {
      const first = nextFire(schedule, from) as Date;
      const now = new Date(first.getTime() + late * 60_000);
      let last = first;
      if ((schedule.everyS ?? 60) < 60)
        last = new Date(now.getTime() - (now.getTime() % (schedule.everyS! * 1_000)));
      else for (let at: Date | undefined = first; at && at <= now; at = nextFire(schedule, at)) last = at;
      const counts = now.getTime() - last.getTime() <= Math.max(60_000, window * 60_000);
      expect(dueFire(schedule, first, now, window * 60_000)).toEqual(counts ? last : undefined);
    }),
    { seed, numRuns: 60 },
  );
});

test('what is not yet due is not due', () => {
  const schedule = cron('0 2 * * *', 'UTC');
  const first = new Date('2026-11-23T02:00:00Z');
  expect(dueFire(schedule, first, new Date('2026-11-23T01:59:59.999Z'), 0)).toBeUndefined();
  expect(dueFire(schedule, first, first, 0)).toEqual(first);
});
