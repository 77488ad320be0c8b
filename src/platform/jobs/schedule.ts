import { Cron } from 'croner';

/** When something is due: by a cron expression in a time zone, or every so many seconds since 1970. */
export interface Schedule {
  cron: string | null;
  everyS: number | null;
  zone: string;
}

/** A fire time that is noticed so late at most was not missed: it is simply due. */
const PUNCTUAL_MS = 60_000;

const MAX_CRON_LENGTH = 200;

/**
 * What is wrong with a cron expression: `cron` if it is none, `cron-sin-fecha` if it never fires.
 *
 * Five fields, and `@daily` and the like; `L`, `W` and `#` as usual. Seconds would be a schedule of every so many.
 */
export function cronFault(value: unknown): 'cron' | 'cron-sin-fecha' | undefined {
  if (typeof value !== 'string' || value.length > MAX_CRON_LENGTH) return 'cron';
  try {
    return parse(value, 'UTC').nextRun() ? undefined : 'cron-sin-fecha';
  } catch {
    return 'cron';
  }
}

/**
 * The first fire time after an instant. Where clocks are put forward, a time that does not exist is due at that moment;
 * where they are put back, a time that comes twice counts once, unless the expression says every hour.
 */
export function nextFire({ cron, everyS, zone }: Schedule, after: Date): Date | undefined {
  if (cron !== null) return parse(cron, zone).nextRun(after) ?? undefined;
  const everyMs = (everyS as number) * 1_000;
  return new Date((Math.floor(after.getTime() / everyMs) + 1) * everyMs);
}

/** The next fire times after an instant; fewer if there are not so many. */
export function nextFires(schedule: Schedule, after: Date, count: number): Date[] {
  const fires: Date[] = [];
  for (let at = nextFire(schedule, after); at && fires.length < count; at = nextFire(schedule, at))
    fires.push(at);
  return fires;
}

/**
 * The fire time to run now: of all that were missed and still count, the last.
 *
 * @param first - The first that has not been dealt with.
 * @param windowMs - How late one may be and still count; one that is a minute late always does.
 */
export function dueFire(schedule: Schedule, first: Date, now: Date, windowMs: number): Date | undefined {
  const earliest = new Date(now.getTime() - Math.max(windowMs, PUNCTUAL_MS));
  let due = first >= earliest ? first : nextFire(schedule, new Date(earliest.getTime() - 1));
  if (!due || due > now) return undefined;
  for (let next = nextFire(schedule, due); next && next <= now; next = nextFire(schedule, due)) due = next;
  return due;
}

function parse(cron: string, timezone: string): Cron {
  return new Cron(cron, { timezone, mode: '5-part', paused: true });
}
