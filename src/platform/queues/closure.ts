const LONGEST_RETRY_S = 60;
const SHORTEST_SPREAD_S = 2;

/** Whether a queue is closed, until when, and how long it was the last time. Moments are milliseconds of one clock. */
export class Closure {
  private closedAtMs: number | undefined;
  private needsS: number | null = null;
  private lastS: number | undefined;

  get isOpen(): boolean {
    return this.closedAtMs === undefined;
  }

  /** @param needsS - Seconds until the queue has room; null if nobody knows, undefined if it has room. */
  set(needsS: number | null | undefined, nowMs: number): void {
    if (needsS !== undefined) {
      this.closedAtMs ??= nowMs;
      this.needsS = needsS;
    } else if (this.closedAtMs !== undefined) {
      this.lastS = (nowMs - this.closedAtMs) / 1_000;
      this.closedAtMs = undefined;
    }
  }

  /**
   * Whole seconds after which somebody who is turned away should come back; undefined while the queue is open. Not before
   * the queue has room; spread from there on, so that not all come back at once; and no later than it took the last time,
   * unless it takes longer already.
   *
   * @param random - From 0 to 1, the place in the spread.
   */
  retryAfterS(nowMs: number, random = Math.random()): number | undefined {
    if (this.closedAtMs === undefined) return undefined;
    const needsS = this.needsS ?? 0;
    const spreadS = Math.max(SHORTEST_SPREAD_S, needsS);
    const longestS = this.lastS === undefined ? LONGEST_RETRY_S : this.longestS(nowMs, this.lastS);
    return Math.max(1, Math.ceil(Math.min(needsS + random * spreadS, longestS)));
  }

  private longestS(nowMs: number, lastS: number): number {
    const nowS = (nowMs - (this.closedAtMs ?? nowMs)) / 1_000;
    return Math.min(LONGEST_RETRY_S, Math.max(lastS, nowS));
  }
}
