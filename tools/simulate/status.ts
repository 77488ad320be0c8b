const LINE_EVERY_MS = 5_000;

/** Writes one line over itself in a terminal; elsewhere a line now and then. */
export function statusOn(output: NodeJS.WriteStream): { show: (line: string) => void; end: () => void } {
  if (output.isTTY)
    return {
      // Cut to the width: a line that wraps cannot be written over.
      show: (line) => void output.write(`\r\u001b[2K${line.slice(0, output.columns - 1)}`),
      end: () => void output.write('\n'),
    };
  let last = -Infinity;
  return {
    show(line) {
      if (performance.now() - last < LINE_EVERY_MS) return;
      last = performance.now();
      output.write(`${line}\n`);
    },
    end: () => undefined,
  };
}
