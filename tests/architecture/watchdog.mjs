import { writeSync } from 'node:fs';
import { Worker, isMainThread, workerData } from 'node:worker_threads';

/** However busy the machine is, no turn of the event loop takes this long; milliseconds. */
const STUCK_AFTER = 300_000;
const PULSE = 1_000;

/**
 * Ends this process when its event loop stands still for five minutes, so that Jest reports the file as failed and goes on
 * with the next one. Jest's own limit cannot do it: its timer waits for the same loop.
 *
 * @param {string} file - The test file that runs.
 * @param {number} [stuckAfter] - Milliseconds.
 * @returns {() => Promise<void>} stops the watch
 */
export function watchEventLoop(file, stuckAfter = STUCK_AFTER) {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const pulse = setInterval(() => Atomics.add(beats, 0, 1), Math.min(PULSE, stuckAfter / 4)).unref();
  const thread = new Worker(new URL(import.meta.url), {
    execArgv: [],
    workerData: { beats, file, stuckAfter },
  });
  thread.unref();
  return async () => {
    clearInterval(pulse);
    await thread.terminate();
  };
}

/** @param {{ beats: Int32Array, file: string, stuckAfter: number }} watched */
function watch({ beats, file, stuckAfter }) {
  let last = -1;
  const look = () => {
    const now = Atomics.load(beats, 0);
    if (now === last) {
      // Not console.error, which waits for the thread that is stuck.
      writeSync(2, `${file}: the event loop stood still for ${stuckAfter / 1_000} s\n`);
      process.kill(process.pid, 'SIGKILL');
    }
    last = now;
  };
  setInterval(look, stuckAfter);
}

if (!isMainThread && workerData?.beats) watch(workerData);
