import { openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeDirectory } from '../lib/directories.mjs';

const ROTATE_BYTES = 10 * 1024 * 1024;

/**
 * Opens a service's log for appending. The service writes to the file itself, not through this process, so it goes on
 * after a kill -9 of its parent. One older file is kept.
 * @param {string} file
 * @returns {{ fd: number, tail: () => string }} tail: what was written since it was opened
 */
export function openLog(file) {
  makeDirectory(dirname(file));
  let start = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (start > ROTATE_BYTES) {
    renameSync(file, `${file}.1`);
    start = 0;
  }
  const fd = openSync(file, 'a', 0o600);
  return { fd, tail: () => readFileSync(file).subarray(start).toString('utf8') };
}
