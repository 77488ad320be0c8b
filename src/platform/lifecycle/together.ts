/** Work that several ask for at one time and that is done once: whoever asks while it is under way gets its answer. */
export function together<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => (running ??= work().finally(() => (running = undefined)));
}
