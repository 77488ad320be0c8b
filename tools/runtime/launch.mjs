import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { UserError } from '../../scripts/lib/errors.mjs';
import { complain } from '../../scripts/lib/terminal.mjs';
import { ROOT, prepare } from '../../scripts/setup.mjs';

/**
 * Runs a TypeScript program of this repository on the Node that the project brings, after the set-up that it may need, and ends
 * with its exit code.
 * @param {string} entry below the root of the repository
 * @param {string[]} args
 * @param {{ compile: boolean }} needs compile: whether it starts the program out of `dist`
 */
export async function launch(entry, args, { compile }) {
  try {
    const { node } = await prepare({ compile });
    process.exitCode = await runToEnd(node, entry, args);
  } catch (error) {
    complain(error instanceof UserError ? error.message : String(/** @type {Error} */ (error).stack));
    process.exitCode = 1;
  }
}

/**
 * @param {string} node
 * @param {string} entry
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function runToEnd(node, entry, args) {
  const hooks = new URL('./typescript.mjs', import.meta.url).href;
  const child = spawn(node, ['--import', hooks, join(ROOT, entry), ...args], { stdio: 'inherit' });
  // The terminal's Ctrl-C reaches the child by itself: this process only waits until it has put things in order.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 130));
  });
}
