const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** How far a clock on a wall may be away from UTC, and by how much it may be changed at most: further than any ever was. */
const REACH_MS = 26 * HOUR_MS;

/**
 * What a clock on a wall shows, as milliseconds since 1970 by that clock: the same number as of the instant at which a clock in
 * Greenwich shows it.
 */
export type WallTime = number;

/** A change of clocks: from when on they are how many milliseconds ahead of UTC, and how many they were before. */
interface Change {
  at: number;
  before: number;
  after: number;
}

/** The clocks of a time zone. */
export class WallClock {
  private readonly format: Intl.DateTimeFormat;
  private readonly changes = new Map<number, Change | undefined>();

  /** @param zone - Of the IANA database. */
  constructor(zone: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** The least that a clock may show at any moment from this instant on. */
  leastFrom(instant: number): WallTime {
    const change = this.changeAround(instant);
    return instant + (change ? Math.min(change.before, change.after) : this.offsetAt(instant));
  }

  /**
   * The instants at which a clock shows this: one; or two, if clocks are put back over it. When they are put forward over it,
   * the moment at which that is done.
   */
  instantsOf(wall: WallTime): [first: number, second?: number] {
    const change = this.changeAround(wall);
    if (!change) return [wall - this.offsetAt(wall)];
    const [early, late] = [wall - change.before, wall - change.after];
    if (early < change.at) return late >= change.at ? [early, late] : [early];
    return [late >= change.at ? late : change.at];
  }

  /** The change on whose way a clock may be that shows, or an instant that is, about this. No two are so close together. */
  private changeAround(time: number): Change | undefined {
    const day = Math.floor(time / DAY_MS);
    if (!this.changes.has(day))
      this.changes.set(day, this.find(day * DAY_MS - REACH_MS, (day + 1) * DAY_MS + REACH_MS));
    return this.changes.get(day);
  }

  private find(from: number, to: number): Change | undefined {
    const [before, after] = [this.offsetAt(from), this.offsetAt(to)];
    if (before === after) return undefined;
    let [low, high] = [from / 1_000, to / 1_000];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offsetAt(middle * 1_000) === before) low = middle;
      else high = middle;
    }
    return { at: high * 1_000, before, after };
  }

  /** Milliseconds that clocks are ahead of UTC. */
  private offsetAt(instant: number): number {
    const second = Math.floor(instant / 1_000) * 1_000;
    const parts = Object.fromEntries(
      this.format.formatToParts(second).map(({ type, value }) => [type, value]),
    );
    const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts[type]);
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - second;
  }
}
