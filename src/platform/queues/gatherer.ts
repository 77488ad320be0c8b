/** How a gatherer gathers. */
export interface Gathering<Item, Result> {
  /** Most weight that goes out together, unless a single item weighs more; asked for each batch. */
  limit: number | ((kind: string) => number);
  /** Batches under way at a time. */
  inFlight: number;
  weigh: (item: Item) => number;
  /** Items of several kinds never go out together, and kinds that wait take turns. Left out, there is one. */
  kindOf?: (item: Item) => string;
  /**
   * Sends a batch.
   *
   * @returns a result for each item, in step. When it throws, every item of the batch fails with what it threw, and every
   *   one of its kind that waits.
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
  /** By kind; the one whose turn is next is the first. No list is empty. */
  private readonly waiting = new Map<string, Waiting<Item, Result>[]>();
  private underWay = 0;
  private wakeScheduled = false;
  private onIdle: (() => void)[] = [];

  constructor(private readonly gathering: Gathering<Item, Result>) {}

  /** Sends an item with whatever goes out next; resolves with its result. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      const kind = this.gathering.kindOf?.(item) ?? '';
      const list = this.waiting.get(kind);
      if (list) list.push({ item, resolve, reject });
      else this.waiting.set(kind, [{ item, resolve, reject }]);
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
    if (this.waiting.size > 0 || this.underWay > 0)
      await new Promise<void>((resolve) => this.onIdle.push(resolve));
  }

  private wake(): void {
    for (const [kind, list] of this.waiting) {
      if (this.underWay >= this.gathering.inFlight) break;
      const batch = this.takeBatch(kind, list);
      this.putLast(kind);
      this.underWay += 1;
      void this.send(kind, batch).finally(() => {
        // Behind those, too, that came while it had its turn.
        this.putLast(kind);
        this.underWay -= 1;
        this.wake();
      });
    }
    if (this.waiting.size === 0 && this.underWay === 0) for (const idle of this.onIdle.splice(0)) idle();
  }

  /** Puts what is left of a kind behind all others. */
  private putLast(kind: string): void {
    const list = this.waiting.get(kind);
    this.waiting.delete(kind);
    if (list && list.length > 0) this.waiting.set(kind, list);
  }

  private takeBatch(kind: string, list: Waiting<Item, Result>[]): Waiting<Item, Result>[] {
    const { limit, weigh } = this.gathering;
    const most = typeof limit === 'number' ? limit : limit(kind);
    let weight = 0;
    let count = 0;
    for (const { item } of list) {
      weight += weigh(item);
      if (count > 0 && weight > most) break;
      count += 1;
    }
    return list.splice(0, count);
  }

  private async send(kind: string, batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.gathering.send(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      // What failed for one fails for those behind it: nobody waits for a second timeout.
      const behind = this.waiting.get(kind) ?? [];
      this.waiting.delete(kind);
      for (const { reject } of [...batch, ...behind]) reject(error);
    }
  }
}
