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
  if (seconds === 0) return 'PT0S';
  const [days, rest] = [Math.floor(seconds / DAY_S), seconds % DAY_S];
  const parts = { H: Math.floor(rest / 3_600), M: Math.floor((rest % 3_600) / 60), S: rest % 60 };
  const time = Object.entries(parts).flatMap(([unit, amount]) => (amount > 0 ? [`${amount}${unit}`] : []));
  return `P${days > 0 ? `${days}D` : ''}${time.length > 0 ? `T${time.join('')}` : ''}`;
}
