/** What has to be undone at the end, whichever end it is: success, failure or Ctrl-C. */
export class Cleanup {
  readonly #tasks: (() => Promise<unknown>)[] = [];
  #running: Promise<void> | undefined;

  add(task: () => Promise<unknown>): void {
    this.#tasks.push(task);
  }

  /** Undoes everything, the last first, also when one of them fails. A second call waits for the first. */
  run(): Promise<void> {
    this.#running ??= this.#undo();
    return this.#running;
  }

  async #undo(): Promise<void> {
    const errors: unknown[] = [];
    for (let task = this.#tasks.pop(); task; task = this.#tasks.pop())
      await task().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw new AggregateError(errors, 'No se pudo parar todo.');
  }
}
