/** The ways in which somebody asks the supervisor to stop. */
import { inspectProcess, isAlive, recordOf } from '../lib/processes.mjs';

const SAME_REQUEST_MS = 1_000;
const PARENT_POLL_MS = process.platform === 'linux' ? 500 : 2_000;
const SHELLS = /^-?(ba|da|a|z|k)?sh$|^busybox$/;

/**
 * npm forwards a signal that the terminal has sent to everybody already, so what follows within a second is the same
 * request; a later one means that the user has no patience left.
 * @param {object} handlers
 * @param {() => void} handlers.onStop
 * @param {() => void} handlers.onForce
 */
export function listenForStop({ onStop, onForce }) {
  let first = 0;
  const request = () => {
    if (first === 0) {
      first = Date.now();
      onStop();
    } else if (Date.now() - first > SAME_REQUEST_MS) onForce();
  };
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, request);
}

/**
 * A killed npm cannot forward anything: its child notices that it went. Between the two there may be a shell, which
 * would survive, so npm is looked for behind it.
 * @param {() => void} onGone
 */
export function watchNpm(onGone) {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  const behind = inspectProcess(parent);
  const npm = recordOf(behind && SHELLS.test(behind.name) ? behind.parent : parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(npm)) return;
    clearInterval(timer);
    onGone();
  }, PARENT_POLL_MS);
  timer.unref();
}
