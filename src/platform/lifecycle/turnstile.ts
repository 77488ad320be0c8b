import PQueue from 'p-queue';

/** Lets only so many do something at a time, and only so many wait for it. */
export class Turnstile {
  private readonly queue: PQueue;

  /**
   * @param atOnce - How many may be at it.
   * @param most - How many may wait.
   * @param refuse - Makes the error for one more.
   */
  constructor(
    private readonly atOnce: number,
    private readonly most: number,
    private readonly refuse: () => Error,
  ) {
    this.queue = new PQueue({ concurrency: atOnce });
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.queue.pending >= this.atOnce && this.queue.size >= this.most) throw this.refuse();
    return this.queue.add(work);
  }
}
