import { serialize } from 'tinyduration';

// Not the library's: it takes months and fractions, and its expression goes back over what it has read.
const ISO_8601 = /^P(?=\d|T\d)(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/;

const DAY_S = 86_400;

/** Seconds of an ISO 8601 duration of days, hours, minutes and whole seconds, or undefined if it is not one. */
export function parseDuration(value: unknown): number | undefined {
  const match = typeof value === 'string' && ISO_8601.exec(value);
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part = '0') => Number(part)) as [
    number,
    number,
    number,
    number,
  ];
  return days * DAY_S + hours * 3_600 + minutes * 60 + seconds;
}

/** The ISO 8601 duration of so many seconds: `PT1H30M`. */
export function formatDuration(seconds: number): string {
  const [days, rest] = [Math.floor(seconds / DAY_S), seconds % DAY_S];
  return serialize({
    days,
    hours: Math.floor(rest / 3_600),
    minutes: Math.floor((rest % 3_600) / 60),
    seconds: rest % 60,
  });
}

/** A duration in ISO 8601, with the sign that ISO 8601-2 allows: `PT1H2M3.5S`, `-PT7M`, `PT0S`. */
export function isoDuration(ms: number): string {
  const total = Math.abs(ms);
  return serialize({
    negative: ms < 0,
    hours: Math.floor(total / 3_600_000),
    minutes: Math.floor((total % 3_600_000) / 60_000),
    seconds: (total % 60_000) / 1_000,
  });
}
