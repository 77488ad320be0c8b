import { SingleBar } from 'cli-progress';
import { either } from '../../cli/words.mjs';
import { count } from '../runtime/numbers.js';

/** Between two lines where there is no terminal to draw a bar in. */
const LINE_EVERY_MS = 2_000;
const LABEL_WIDTH = 12;

/** Shows how far one step has come. */
export interface Progress {
  update(done: number): void;
  stop(): void;
}

/** Begins to show a step. */
export type ProgressStarter = (label: string, total: number) => Progress;

/** A bar in a terminal; elsewhere a plain line now and then. */
export function progressOn(output: NodeJS.WriteStream): ProgressStarter {
  return output.isTTY
    ? (label, total) => bar(output, label, total)
    : (label, total) => lines(output, label, total);
}

/** Shows nothing. */
export const silent: ProgressStarter = () => ({ update: () => undefined, stop: () => undefined });

function bar(stream: NodeJS.WriteStream, label: string, total: number): Progress {
  const single = new SingleBar({
    format: `${label.padEnd(LABEL_WIDTH)} {bar} {percentage} %  {value}/{total}`,
    stream,
  });
  single.start(total, 0);
  return { update: (done) => single.update(done), stop: () => single.stop() };
}

function lines(stream: NodeJS.WriteStream, label: string, total: number): Progress {
  let last = performance.now();
  let reached = 0;
  const write = () =>
    stream.write(`${label.padEnd(LABEL_WIDTH)} ${count(reached)} ${either('de', 'of')} ${count(total)}\n`);
  return {
    update(done) {
      reached = done;
      if (performance.now() - last < LINE_EVERY_MS) return;
      last = performance.now();
      write();
    },
    stop: write,
  };
}
