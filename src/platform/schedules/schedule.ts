import { Cron } from 'croner';
import { LATEST } from '../validation/instant.js';
import { WallClock } from './wall-time.js';

/** When something is due: by a cron expression in a time zone, every so many seconds since 1970, or never by itself. */
export interface Schedule {
  cron: string | null;
  everyS: number | null;
  zone: string;
}

/** A fire time that is noticed so late at most was not missed: it is simply due. */
const PUNCTUAL_MS = 60_000;

const MAX_CRON_LENGTH = 200;

/** No fire time is later: no instant is. */
const LAST_MS = Date.parse(LATEST);

/**
 * What is wrong with a cron expression: `cron` if it is none, `cron-sin-fecha` if it never fires.
 *
 * Five fields, and `@daily` and the like; `L`, `W` and `#` as usual. Seconds would be a schedule of every so many.
 */
export function cronFault(value: unknown): 'cron' | 'cron-sin-fecha' | undefined {
  if (typeof value !== 'string' || value.length > MAX_CRON_LENGTH) return 'cron';
  try {
    const next = parse(value).nextRun();
    return next && next.getTime() <= LAST_MS ? undefined : 'cron-sin-fecha';
  } catch {
    return 'cron';
  }
}

/**
 * The first fire time after an instant. For a cron expression: the clocks of its zone show a time that it matches. A time that
 * clocks are put forward over is due at that moment. One that they are put back over comes twice, and is due the first time;
 * both times if the expression names every hour of a day.
 */
export function nextFire(schedule: Schedule, after: Date): Date | undefined {
  return finderOf(schedule)(after);
}

// Croner does not hold to one rule for lists, ranges and steps when clocks change. It knows what matches: as if its clock
// never changed, which is what UTC is.
function cronFinder(cron: string, clock: WallClock): Finder {
  const pattern = parse(cron);
  const twice = namesEveryHour(cron);
  return (date) => {
    const after = date.getTime();
    let next: number | undefined;
    let wall = pattern.nextRun(new Date(clock.leastFrom(after) - 1_000));
    for (; wall; wall = pattern.nextRun(wall)) {
      const [first, second] = clock.instantsOf(wall.getTime());
      const due = first > after ? first : twice && second && second > after ? second : undefined;
      if (due !== undefined && (next === undefined || due < next)) next = due;
      // Whatever clocks show later is not due before this.
      if (first > after) break;
    }
    return next === undefined ? undefined : new Date(next);
  };
}

const HOURS = 24;

function namesEveryHour(cron: string): boolean {
  const fields = cron.trim().split(/\s+/);
  if (fields.length === 1) return fields[0]?.toLowerCase() === '@hourly';
  const last = parse(`0 ${fields[1]} * * *`).nextRuns(HOURS, new Date(-1_000)).at(-1);
  return last?.getTime() === (HOURS - 1) * 3_600_000;
}

/** Finds the first fire time after an instant. */
type Finder = (after: Date) => Date | undefined;

function finderOf(schedule: Schedule): Finder {
  const find = plainFinderOf(schedule);
  return (after) => {
    const fire = find(after);
    return fire && fire.getTime() <= LAST_MS ? fire : undefined;
  };
}

function plainFinderOf({ cron, everyS, zone }: Schedule): Finder {
  if (cron !== null) return cronFinder(cron, new WallClock(zone));
  if (everyS === null) return () => undefined;
  const everyMs = everyS * 1_000;
  return (after) => new Date((Math.floor(after.getTime() / everyMs) + 1) * everyMs);
}

/** The next fire times after an instant; fewer if there are not so many. */
export function nextFires(schedule: Schedule, after: Date, count: number): Date[] {
  const next = finderOf(schedule);
  const fires: Date[] = [];
  for (let at = next(after); at && fires.length < count; at = next(at)) fires.push(at);
  return fires;
}

/**
 * The fire time to run now: of all that were missed and still count, the last.
 *
 * @param first - The first that has not been dealt with.
 * @param windowMs - How late one may be and still count; one that is a minute late always does.
 */
export function dueFire(schedule: Schedule, first: Date, now: Date, windowMs: number): Date | undefined {
  const find = finderOf(schedule);
  const earliest = new Date(now.getTime() - Math.max(windowMs, PUNCTUAL_MS));
  let due = first >= earliest ? first : find(new Date(earliest.getTime() - 1));
  if (!due || due > now) return undefined;
  // A week has ten thousand minutes: each step halves the time in which a later one may be.
  let to = now;
  for (let next = find(due); next && next <= now; next = find(due)) {
    const middle = new Date((next.getTime() + to.getTime()) / 2);
    const later = find(middle);
    if (later && later <= now) due = later;
    else [due, to] = [next, middle];
  }
  return due;
}

/**
 * @throws if it is neither five fields nor one like `@daily`: croner would read an instant, of any year, as an expression that
 *   fires once.
 */
function parse(cron: string): Cron {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5 && !fields[0]?.startsWith('@')) throw new Error('not five fields');
  return new Cron(cron, { utcOffset: 0, mode: '5-part', paused: true });
}
