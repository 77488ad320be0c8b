import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeDirectory } from './directories.mjs';
import { StoppedError } from './errors.mjs';
import { isAlive, readRecord, recordOf } from './processes.mjs';

const POLL_MS = 200;
const SETTLE_MS = 30;

/**
 * Takes a lock file that names its owner. A dead owner's lock counts for nothing.
 * @param {string} file
 * @param {object} options
 * @param {number} options.waitMs how long a living owner may take to let go
 * @param {(owner: import('./processes.mjs').ProcessRecord) => void} [options.onWait] called once, when there is one
 * @param {(owner: import('./processes.mjs').ProcessRecord) => Error} options.onTimeout
 * @param {number} [options.port] noted for whoever has to wait
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<() => void>} lets go
 */
export async function takeLock(file, { waitMs, onWait, onTimeout, port, signal }) {
  makeDirectory(dirname(file));
  const deadline = Date.now() + waitMs;
  for (let told = false; ;) {
    if (signal?.aborted) throw new StoppedError();
    const owner = readRecord(file);
    if (owner && isAlive(owner)) {
      if (Date.now() > deadline) throw onTimeout(owner);
      if (!told) onWait?.(owner);
      told = true;
      await sleep(POLL_MS);
      continue;
    }
    if (await claim(file, port, owner !== null)) return () => rmSync(file, { force: true });
  }
}

/**
 * Two processes may find the same dead owner and one remove the other's fresh lock: whoever still reads his own after a
 * moment has it.
 * @param {string} file
 * @param {number | undefined} port
 * @param {boolean} stale
 */
async function claim(file, port, stale) {
  const mine = JSON.stringify({ ...recordOf(process.pid, port), token: randomUUID() });
  if (stale || isCutShort(file)) rmSync(file, { force: true });
  try {
    writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    return false;
  }
  await sleep(SETTLE_MS);
  try {
    return readFileSync(file, 'utf8') === mine;
  } catch {
    return false;
  }
}

/**
 * A lock without a readable owner: just being written, or left by a full disk or a power cut.
 * @param {string} file
 */
function isCutShort(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && readRecord(file) === null && Date.now() - stat.mtimeMs > 1_000;
}
