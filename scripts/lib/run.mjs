import { spawn } from 'node:child_process';
import { StoppedError } from './errors.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {string} [input]
 * @property {AbortSignal} [signal] ends the command when the user asks to stop
 */

/**
 * Runs a command to its end and keeps what it said, so that a calm terminal can show it only when it matters.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number | null, output: string }>} code null: it could not be started, or a signal ended it
 */
export function run(command, args, { input, signal, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    const abort = () => child.kill('SIGTERM');
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.stdin.on('error', () => {}); // A command that ends before it has read its input says why by itself.
    child.stdin.end(input ?? '');
    child.on('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.on('close', (code) => {
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(new StoppedError());
      else resolve({ code, output });
    });
  });
}

/**
 * @param {string} text
 * @param {number} [lines]
 */
export function lastLines(text, lines = 15) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
