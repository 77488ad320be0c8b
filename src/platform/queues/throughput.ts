const WINDOW_S = 60;

/** Busy seconds after which a measurement counts for a third of what it did. */
const FADE_S = 10;

interface Second {
  at: number;
  jobs: number;
  items: number;
}

/** What one worker got done of one queue: in the last minute, and per second when it is not idle. */
export class Throughput {
  private readonly seconds: Second[] = [];
  private readonly startedAt: number;
  private fadedItems = 0;
  private fadedBusyS = 0;
  private lastDoneMs = -Infinity;

  /** @param known - Items per second to assume until something was measured. */
  constructor(
    private readonly known: number | null,
    nowMs: number,
  ) {
    this.startedAt = nowMs;
  }

  /**
   * Counts a job that succeeded. A failed one says nothing about the speed: the database was away. Jobs that overlap
   * share their time: what counts is how long any of them was under way, however many waited for each other.
   */
  record(items: number, busyMs: number, nowMs: number): void {
    const at = Math.floor(nowMs / 1_000);
    const last = this.seconds.at(-1);
    if (last?.at === at) {
      last.jobs += 1;
      last.items += items;
    } else this.seconds.push({ at, jobs: 1, items });
    this.forget(nowMs);
    const busyS = Math.min(busyMs, nowMs - this.lastDoneMs) / 1_000;
    this.lastDoneMs = nowMs;
    const faded = Math.exp(-busyS / FADE_S);
    this.fadedItems = this.fadedItems * faded + items;
    this.fadedBusyS = this.fadedBusyS * faded + busyS;
  }

  /** Jobs and items per second over the last minute, or since the start if that is less. */
  rates(nowMs: number): { jobs: number; items: number } {
    this.forget(nowMs);
    const elapsedS = Math.min(WINDOW_S, Math.max(1, (nowMs - this.startedAt) / 1_000));
    const total = (of: 'jobs' | 'items') =>
      this.seconds.reduce((sum, second) => sum + second[of], 0) / elapsedS;
    return { jobs: total('jobs'), items: total('items') };
  }

  /** Items per second if it were never idle, by the last seconds that it was not; null if nothing is known. */
  get capacity(): number | null {
    return this.fadedBusyS > 0 ? this.fadedItems / this.fadedBusyS : this.known;
  }

  private forget(nowMs: number): void {
    const first = Math.floor(nowMs / 1_000) - WINDOW_S;
    while (this.seconds[0] && this.seconds[0].at <= first) this.seconds.shift();
  }
}
