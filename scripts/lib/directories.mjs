import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a directory and those above it that are missing. Not `mkdir` with `recursive`: where the system refuses a
 * directory with ENOENT though the one above it is there, as in /proc, Node tries again for ever.
 * @param {string} path
 * @param {number} [mode] of those that are made
 */
export function makeDirectory(path, mode) {
  const missing = [];
  for (let directory = resolve(path); !isDirectory(directory); directory = dirname(directory)) {
    missing.push(directory);
    if (dirname(directory) === directory) break;
  }
  for (const directory of missing.reverse()) {
    try {
      mkdirSync(directory, { mode });
    } catch (error) {
      // Somebody else may have made it meanwhile; what is there and no directory stays an error.
      if (!isDirectory(directory)) throw error;
    }
  }
}

/** @param {string} path */
function isDirectory(path) {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}
