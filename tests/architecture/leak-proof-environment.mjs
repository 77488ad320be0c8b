import { TestEnvironment } from 'jest-environment-node';
import { relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { watchEventLoop } from './watchdog.mjs';

/** What keeps a process from ending. Requests in flight (`FSReqPromise`, ...) end by themselves. */
const KINDS = new Set([
  'FSEventWrap',
  'PipeWrap',
  'ProcessWrap',
  'TCPServerWrap',
  'TCPSocketWrap',
  'Timeout',
  'TLSWrap',
  'UDPWrap',
]);
/** A socket that was told to close is gone within a few turns, however long the machine takes for them; milliseconds. */
const GRACE_MS = 30_000;
const PAUSE = 25;

function openHandles() {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const kind of process.getActiveResourcesInfo()) {
    if (KINDS.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** @param {Map<string, number>} before */
function leftOpen(before) {
  return [...openHandles()].flatMap(([kind, count]) => {
    const extra = count - (before.get(kind) ?? 0);
    return extra > 0 ? [`${extra} ${kind}`] : [];
  });
}

/**
 * Fails a test file that leaves a socket, a server, a timer, a file watcher or a child process behind, and one that is stuck.
 *
 * An environment and not an `afterAll`: it looks after the last hook of the file, whatever order the hooks run in.
 */
export default class LeakProofEnvironment extends TestEnvironment {
  /** @type {Map<string, number>} */
  #before = new Map();
  /** @type {number} */
  #graceMs;
  /** @type {() => Promise<void>} */
  #unwatch;

  /**
   * @param {import('@jest/environment').JestEnvironmentConfig} config
   * @param {import('@jest/environment').EnvironmentContext} context
   */
  constructor(config, context) {
    super(config, context);
    this.#graceMs = Number(config.projectConfig.testEnvironmentOptions.graceMs ?? GRACE_MS);
    this.#unwatch = watchEventLoop(relative(config.globalConfig.rootDir, context.testPath));
  }

  /** @override */
  async teardown() {
    await this.#unwatch();
    await super.teardown();
  }

  /**
   * @param {import('@jest/types').Circus.Event} event
   * @param {import('@jest/types').Circus.State} state
   */
  async handleTestEvent(event, state) {
    if (event.name === 'run_start') {
      // Node opens these when they are first read, and an import of `node:process` reads all three.
      void [process.stdin, process.stdout, process.stderr];
      this.#before = openHandles();
    }
    if (event.name === 'run_finish') state.unhandledErrors.push(...(await this.#leaks()));
  }

  async #leaks() {
    const deadline = performance.now() + this.#graceMs;
    while (leftOpen(this.#before).length > 0 && performance.now() < deadline) await delay(PAUSE);

    const leaks = leftOpen(this.#before);
    return leaks.length > 0 ? [new Error(`The tests left open: ${leaks.join(', ')}`)] : [];
  }
}
