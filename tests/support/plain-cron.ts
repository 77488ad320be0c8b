/**
 * A second reading of cron expressions, for tests: nothing of it is the program's, nor of a library. It looks at every single
 * minute.
 */
const MINUTE_MS = 60_000;

/** Whether to look at all changes of all zones, which takes minutes, or at some of them. */
export const ALL_CLOCKS = process.env['TRAZO_RELOJES'] === 'todos';

/** Lowest and highest value of minute, hour, day, month and weekday. */
const BOUNDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

/** Values that a field names: numbers, lists, ranges and steps. */
function valuesOf(field: string, [low, high]: readonly [number, number]): Set<number> {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const [from, to] = range === '*' ? [low, high] : range.split('-').map(Number);
    for (let value = from ?? low; value <= (to ?? from ?? high); value += Number(step)) values.add(value);
  }
  return values;
}

/** When an expression fires from one minute to another, both included, as milliseconds since 1970. */
export function plainFires(
  expression: string,
  offsetAt: (minute: number) => number,
  from: number,
  to: number,
): number[] {
  const fields = expression.split(' ');
  const [minutes, hours, days, months, weekdays] = BOUNDS.map((bounds, at) =>
    valuesOf(fields[at] ?? '*', bounds),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  const everyHour = hours.size === 24;
  const matches = (wall: number) => {
    const date = new Date(wall);
    const [day, weekday] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
    // As cron has always done it: where both are restricted, one of them is enough.
    const dayMatches = fields[2] === '*' || fields[4] === '*' ? day && weekday : day || weekday;
    return (
      minutes.has(date.getUTCMinutes()) &&
      hours.has(date.getUTCHours()) &&
      months.has(date.getUTCMonth() + 1) &&
      dayMatches
    );
  };
  const shown = new Set<number>();
  const fires: number[] = [];
  for (let minute = from; minute <= to; minute += MINUTE_MS) {
    const wall = minute + offsetAt(minute);
    let due = matches(wall) && (everyHour || !shown.has(wall));
    // What the clock has jumped over.
    if (minute > from)
      for (
        let left = minute - MINUTE_MS + offsetAt(minute - MINUTE_MS) + MINUTE_MS;
        left < wall;
        left += MINUTE_MS
      )
        due ||= !shown.has(left) && matches(left);
    shown.add(wall);
    if (due) fires.push(minute);
  }
  return fires;
}
