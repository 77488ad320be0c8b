const WINDOW_S = 60;

/** Busy seconds after which a measurement counts for a third of what it did. */
const FADE_S = 10;

/** Jobs under pressure after which the speed is known. */
const PROOF_JOBS = 2;

interface Second {
  at: number;
  jobs: number;
  items: number;
}

/** What a worker is said to be able to do. */
export interface KnownSpeed {
  /** Items per second when it is not idle; null if nothing was measured. */
  capacity: number | null;
  /** Whether that was measured under pressure. */
  proven: boolean;
}

/** What one worker got done of one queue: in the last minute, and per second when it is not idle. */
export class Throughput {
  private readonly seconds: Second[] = [];
  private readonly startedAt: number;
  private readonly busy = new FadingRate();
  private readonly pressed = new FadingRate();
  private pressedJobs = 0;
  private lastDoneMs = -Infinity;

  /**
   * @param known - Items per second to assume until something was measured.
   * @param knownProven - Whether that was measured under pressure.
   */
  constructor(
    private readonly known: number | null,
    nowMs: number,
    private readonly knownProven = false,
  ) {
    this.startedAt = nowMs;
  }

  /**
   * Counts a job that succeeded. A failed one says nothing about the speed: the database was away. Jobs that overlap
   * share their time: what counts is how long any of them was under way, however many waited for each other.
   *
   * @param pressed - Whether there was as much to do as the worker can do at a time. What it does for a lone job says
   *   nothing about what it does for a thousand: those are stored together.
   */
  record(items: number, busyMs: number, nowMs: number, pressed = false): void {
    const at = Math.floor(nowMs / 1_000);
    const last = this.seconds.at(-1);
    if (last?.at === at) {
      last.jobs += 1;
      last.items += items;
    } else this.seconds.push({ at, jobs: 1, items });
    this.forget(nowMs);
    const isFirst = this.lastDoneMs === -Infinity;
    const busyS = Math.min(busyMs, nowMs - this.lastDoneMs) / 1_000;
    this.lastDoneMs = nowMs;
    this.busy.add(items, busyS);
    // The first job of a process finds everything cold.
    if (!pressed || isFirst) return;
    this.pressed.add(items, busyS);
    this.pressedJobs += 1;
  }

  /** Jobs and items per second over the last minute, or since the start if that is less. */
  rates(nowMs: number): { jobs: number; items: number } {
    this.forget(nowMs);
    const elapsedS = Math.min(WINDOW_S, Math.max(1, (nowMs - this.startedAt) / 1_000));
    const total = (of: 'jobs' | 'items') =>
      this.seconds.reduce((sum, second) => sum + second[of], 0) / elapsedS;
    return { jobs: total('jobs'), items: total('items') };
  }

  /** What it can do, by its last seconds under pressure. Without any: by its last busy ones, which prove nothing. */
  get speed(): KnownSpeed {
    if (this.pressedJobs >= PROOF_JOBS && this.pressed.perSecond !== null)
      return { capacity: this.pressed.perSecond, proven: true };
    if (this.knownProven) return { capacity: this.known, proven: true };
    return { capacity: this.busy.perSecond ?? this.known, proven: false };
  }

  /** Items per second if it were never idle; null if nothing is known. */
  get capacity(): number | null {
    return this.speed.capacity;
  }

  private forget(nowMs: number): void {
    const first = Math.floor(nowMs / 1_000) - WINDOW_S;
    while (this.seconds[0] && this.seconds[0].at <= first) this.seconds.shift();
  }
}

/** Items per busy second, of which the last count most. */
class FadingRate {
  private items = 0;
  private busyS = 0;

  add(items: number, busyS: number): void {
    const faded = Math.exp(-busyS / FADE_S);
    this.items = this.items * faded + items;
    // One that hung for minutes weighs no more than what fades: the speed before it is gone, the one after it shows soon.
    this.busyS = this.busyS * faded + Math.min(busyS, FADE_S);
  }

  get perSecond(): number | null {
    return this.busyS > 0 ? this.items / this.busyS : null;
  }
}
