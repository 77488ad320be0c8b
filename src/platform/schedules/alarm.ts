import type { RepeatOptions } from 'bullmq';
import { nextFire, type Schedule } from './schedule.js';

const EVERY = /^cada (\d+)$/;

/** A schedule as a BullMQ job scheduler keeps it. */
export function alarmOf({ cron, everyS, zone }: Schedule): { pattern: string; tz: string } {
  return { pattern: cron ?? `cada ${everyS}`, tz: zone };
}

/**
 * BullMQ's repeat strategy: when a job scheduler wakes somebody next, by the very rule by which PostgreSQL is asked what
 * is due. Its own leaves out a day whose midnight is skipped, as that on which Chile puts its clocks forward.
 */
export function nextAlarm(afterMs: number, { pattern = '', tz = 'UTC' }: RepeatOptions): number | undefined {
  const [, seconds] = EVERY.exec(pattern) ?? [];
  const schedule = { cron: seconds ? null : pattern, everyS: seconds ? Number(seconds) : null, zone: tz };
  return nextFire(schedule, new Date(afterMs))?.getTime();
}
