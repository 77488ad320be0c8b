/** Runs the start of a process; what it cannot do is said in one message, not in a stack of frames. */
export function start(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message}\n`);
    process.exit(1);
  });
}
