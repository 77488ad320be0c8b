/** How a gatherer gathers. */
export interface Gathering<Item, Result> {
  /** Most weight that goes out together, unless a single item weighs more. */
  limit: number;
  /** Batches under way at a time. */
  inFlight: number;
  weigh: (item: Item) => number;
  /**
   * Sends a batch.
   *
   * @returns a result for each item, in step. When it throws, every item of the batch fails with what it threw, and every
   *   one that waits.
   */
  send: (items: readonly Item[]) => Promise<readonly Result[]>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Natural group commit: while a batch is under way, items gather; when it returns they go out together, and what a batch
 * costs is paid once for all of them. No timer, so a lone item waits for nobody.
 */
export class Gatherer<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private underWay = 0;
  private wakeScheduled = false;
  private onIdle: (() => void)[] = [];

  constructor(private readonly gathering: Gathering<Item, Result>) {}

  /** Sends an item with whatever goes out next; resolves with its result. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.wakeScheduled) return;
      // What arrives in one read of the sockets is handled in one turn of the event loop: gather all of it.
      this.wakeScheduled = true;
      setImmediate(() => {
        this.wakeScheduled = false;
        this.wake();
      });
    });
  }

  /** Resolves when everything that was added has been sent and has returned. */
  async idle(): Promise<void> {
    if (this.waiting.length > 0 || this.underWay > 0)
      await new Promise<void>((resolve) => this.onIdle.push(resolve));
  }

  private wake(): void {
    while (this.waiting.length > 0 && this.underWay < this.gathering.inFlight) {
      this.underWay += 1;
      void this.send(this.takeBatch()).finally(() => {
        this.underWay -= 1;
        this.wake();
      });
    }
    if (this.waiting.length === 0 && this.underWay === 0) for (const idle of this.onIdle.splice(0)) idle();
  }

  private takeBatch(): Waiting<Item, Result>[] {
    const { limit, weigh } = this.gathering;
    let weight = 0;
    let count = 0;
    for (const { item } of this.waiting) {
      weight += weigh(item);
      if (count > 0 && weight > limit) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private async send(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.gathering.send(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      // What failed for one fails for those behind it: nobody waits for a second timeout.
      for (const { reject } of [...batch, ...this.waiting.splice(0)]) reject(error);
    }
  }
}
