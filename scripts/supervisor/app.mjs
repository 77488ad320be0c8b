/** A process of the program itself, tied to this one by an IPC channel: when this one goes, it ends. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { StoppedError, UserError } from '../lib/errors.mjs';
import { endProcess, recordOf, removeRecord, signalProcess, writeRecord } from '../lib/processes.mjs';
import { say } from '../lib/terminal.mjs';

/**
 * @typedef {object} App
 * @property {Promise<string>} exited resolves when it ends, with how it ended in words
 * @property {() => Promise<void>} stop in order
 * @property {() => Promise<void>} kill at once
 *
 * @typedef {object} AppOptions
 * @property {string} name what its lines in the terminal begin with
 * @property {string} node
 * @property {string} script
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {string} record the file that says which process it is
 * @property {AbortSignal} signal
 */

const PREFIX_WIDTH = 'worker'.length;
const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 30_000;

/**
 * @param {AppOptions} options
 * @returns {Promise<App>} once it has said that it is ready
 */
export async function startApp(options) {
  const { app, child } = launch(options);
  /** @type {Promise<string>} */
  const ready = new Promise((resolve) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && 'tipo' in message && message.tipo === 'lista') resolve('lista');
    });
  });
  const late = timeout(READY_LIMIT_MS, 'no estuvo lista a tiempo');
  const outcome = await Promise.race([ready, app.exited, late.passed, aborted(options.signal)]);
  late.cancel();
  if (outcome === 'lista') return app;
  await app.stop();
  if (options.signal.aborted) throw new StoppedError();
  throw new UserError(`${options.name} no pudo empezar: ${outcome}.`);
}

/**
 * Runs one to its end.
 * @param {AppOptions} options
 */
export async function runToEnd(options) {
  const { app, child } = launch(options);
  const outcome = await Promise.race([app.exited, aborted(options.signal)]);
  await app.stop();
  if (options.signal.aborted) throw new StoppedError();
  if (child.exitCode !== 0) throw new UserError(`Las ${options.name} fallaron: ${outcome}.`);
}

/** @param {AppOptions} options */
function launch({ name, node, script, cwd, env, record: recordFile }) {
  // A group of its own: the terminal's Ctrl-C is for the supervisor alone, which stops everything in order.
  const child = spawn(node, ['--enable-source-maps', script], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  /** @type {Promise<string>} */
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(signal ? `terminó por ${signal}` : `terminó con código ${code}`),
    );
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream)
      createInterface({ input: stream }).on('line', (line) => say(`${name.padEnd(PREFIX_WIDTH)} │ ${line}`));
  }
  const record = recordOf(child.pid ?? 0);
  if (child.pid) writeRecord(recordFile, record);
  const app = {
    exited,
    async stop() {
      await endProcess(record, { signal: 'SIGTERM', timeoutMs: STOP_LIMIT_MS });
      removeRecord(recordFile);
    },
    async kill() {
      signalProcess(record, 'SIGKILL');
    },
  };
  return { app, child };
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('interrumpido');
    else signal.addEventListener('abort', () => resolve('interrumpido'), { once: true });
  });
}

/**
 * @param {number} ms
 * @param {string} words
 */
function timeout(ms, words) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<string>} */
  const passed = new Promise((resolve) => {
    timer = setTimeout(resolve, ms, words);
  });
  return { passed, cancel: () => clearTimeout(timer) };
}
