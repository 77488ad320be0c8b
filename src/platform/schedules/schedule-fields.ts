import { cronFault } from './schedule.js';
import { formatDuration, parseDuration } from '../validation/duration.js';
import { Field } from '../validation/field-rule.js';
import { isTimeZone } from './time-zone.js';

/** An ISO 8601 duration of days, hours, minutes and seconds. */
export const Duration = ({ minS, maxS }: { minS: number; maxS: number }) =>
  Field({
    schema: { type: 'string', format: 'duration', examples: [formatDuration(maxS)] },
    partial: true,
    check(value) {
      const seconds = parseDuration(value);
      return seconds === undefined || seconds < minS || seconds > maxS
        ? { code: 'duracion-iso', params: { min: formatDuration(minS), max: formatDuration(maxS) } }
        : undefined;
    },
  });

/** A cron expression of five fields that fires some day. */
export const CronExpression = () =>
  Field({
    schema: { type: 'string', minLength: 1, maxLength: 200, examples: ['0 2 * * *'] },
    partial: true,
    check(value) {
      const fault = cronFault(value);
      return fault && { code: fault };
    },
  });

/** A time zone of the IANA database. */
export const TimeZone = () =>
  Field({
    schema: { type: 'string', minLength: 1, maxLength: 64, examples: ['America/Lima'] },
    partial: true,
    check: (value) => (isTimeZone(value) ? undefined : { code: 'zona-horaria' }),
  });
