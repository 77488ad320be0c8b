/** Lets only so many do something at a time, and only so many wait for it. */
export class Turnstile {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /**
   * @param atOnce - How many may be at it.
   * @param queue - How many may wait.
   * @param refuse - Makes the error for one more.
   */
  constructor(
    private readonly atOnce: number,
    private readonly queue: number,
    private readonly refuse: () => Error,
  ) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.atOnce) this.running += 1;
    else {
      if (this.waiting.length >= this.queue) throw this.refuse();
      // Whoever leaves hands over its place, so that `running` stays what it is.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
