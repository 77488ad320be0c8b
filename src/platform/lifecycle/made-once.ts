/**
 * Something that is made when it is first asked for, and shared from then on. What could not be made is not kept: whoever asks
 * next has it tried again.
 */
export class MadeOnce<T> {
  private making: Promise<T> | undefined;

  constructor(private readonly make: () => Promise<T>) {}

  get(): Promise<T> {
    this.making ??= this.make().catch((error: unknown) => {
      this.making = undefined;
      throw error;
    });
    return this.making;
  }

  /** What has been made by now, if anything; nothing is made for it. */
  async made(): Promise<T | undefined> {
    return this.making?.catch(() => undefined);
  }
}
