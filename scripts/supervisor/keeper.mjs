import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../lib/errors.mjs';

/** @typedef {{ exited: Promise<unknown>, stop(): Promise<void>, kill(): Promise<void> }} Running */

const LONGEST_PAUSE_MS = 30_000;
const CRASHES_LIMIT = 5;
const CRASHES_WINDOW_MS = 5 * 60_000;

/**
 * Keeps one process running: starts it again when it ends unasked, later each time, and gives up when it keeps falling.
 * @template {Running} T
 */
export class Keeper {
  /** @type {T | null} */
  #running = null;
  #stopping = false;
  #forced = false;
  #pause = new AbortController();
  /** @type {number[]} */
  #crashes = [];
  /** @type {Promise<void>} */
  #watching = Promise.resolve();
  /** @type {(error: Error) => void} */
  #giveUp = () => {};

  /** @type {Promise<Error>} resolves when there is no point in trying again */
  gaveUp = new Promise((resolve) => {
    this.#giveUp = resolve;
  });

  /**
   * @param {string} name
   * @param {(before: T | null) => Promise<T>} start before: the one that ended, so that it can be had again on its port
   * @param {(line: string) => void} log
   * @param {number} [firstPauseMs] before the first new start; it doubles from there
   */
  constructor(name, start, log, firstPauseMs = 1_000) {
    this.name = name;
    this.start = start;
    this.log = log;
    this.firstPauseMs = firstPauseMs;
  }

  /** @returns {Promise<T>} */
  async begin() {
    const running = await this.start(null);
    this.#running = running;
    if (this.#forced) await running.kill();
    this.#watching = this.#watch(running);
    return running;
  }

  async stop() {
    this.#stopping = true;
    this.#pause.abort();
    await this.#watching;
    await this.#running?.stop();
    this.#running = null;
  }

  /** For a second Ctrl-C: the stop that is under way then finds nothing to wait for. */
  async kill() {
    this.#stopping = this.#forced = true;
    this.#pause.abort();
    await this.#running?.kill();
  }

  /** @param {T} first */
  async #watch(first) {
    for (let running = first; ;) {
      const how = await Promise.race([
        running.exited.then((words) => words ?? 'terminó'),
        this.#untilStopping(),
      ]);
      if (this.#stopping) return;
      const next = await this.#restart(running, String(how));
      if (!next) return;
      running = this.#running = next;
    }
  }

  /**
   * @param {T} before
   * @param {string} how it ended
   * @returns {Promise<T | null>} null: stopping, or given up
   */
  async #restart(before, how) {
    for (let words = how; ;) {
      const now = Date.now();
      this.#crashes = [...this.#crashes.filter((time) => now - time < CRASHES_WINDOW_MS), now];
      if (this.#crashes.length > CRASHES_LIMIT) {
        this.#giveUp(
          new UserError(`${this.name} ${words}; cayó ${this.#crashes.length} veces en poco tiempo.`),
        );
        return null;
      }
      const pause = Math.min(this.firstPauseMs * 2 ** (this.#crashes.length - 1), LONGEST_PAUSE_MS);
      this.log(`${this.name} ${words} sin que nadie lo pidiera; vuelve a arrancar en ${pause / 1000} s`);
      await sleep(pause, undefined, { signal: this.#pause.signal }).catch(() => {});
      if (this.#stopping) return null;
      try {
        const next = await this.start(before);
        this.log(`${this.name} está en marcha otra vez`);
        return next;
      } catch (error) {
        if (this.#stopping) return null;
        words = `no arranca (${/** @type {Error} */ (error).message})`;
      }
    }
  }

  /** @returns {Promise<string>} */
  #untilStopping() {
    const { signal } = this.#pause;
    return new Promise((resolve) => {
      if (signal.aborted) resolve('');
      else signal.addEventListener('abort', () => resolve(''), { once: true });
    });
  }
}
