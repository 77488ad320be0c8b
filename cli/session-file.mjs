/** The sessions of `trazo login`: one for each API, in the user's configuration directory, readable by him alone. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CliError, EXIT } from './exit.mjs';

/**
 * @typedef {object} SavedSession
 * @property {string} email
 * @property {string} acceso access token
 * @property {number} venceEn when the access token expires, in milliseconds since 1970
 * @property {string} refresco good for one use
 */

const POLL_MS = 50;
/** Nobody holds the lock for longer than a request may take. */
const STALE_MS = 70_000;

/**
 * The directory, by the XDG Base Directory Specification.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function configurationDir(env) {
  const base = env['XDG_CONFIG_HOME'];
  // The specification: a relative path is to be ignored.
  return join(base?.startsWith('/') ? base : join(env['HOME'] || homedir(), '.config'), 'trazo');
}

export class SessionFile {
  #file;
  #directory;

  /** @param {NodeJS.ProcessEnv} [env] */
  constructor(env = process.env) {
    this.#directory = configurationDir(env);
    this.#file = join(this.#directory, 'sesiones.json');
  }

  /**
   * @param {string} url of the API
   * @returns {SavedSession | undefined}
   */
  read(url) {
    return this.#all()[url];
  }

  /**
   * @param {string} url
   * @param {SavedSession | undefined} session undefined: none any more
   */
  write(url, session) {
    const all = this.#all();
    if (session) all[url] = session;
    else delete all[url];
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    // Whole or not at all: a refresh token that is lost cannot be had again.
    const next = `${this.#file}.${randomUUID()}`;
    writeFileSync(next, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(next, this.#file);
  }

  /**
   * Does something while no other call does. Two refreshes with one token would look like a theft, and end the session.
   *
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async alone(work) {
    const lock = `${this.#file}.lock`;
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    while (!take(lock)) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    try {
      return await work();
    } finally {
      rmSync(lock, { force: true });
    }
  }

  /** @returns {Record<string, SavedSession>} */
  #all() {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8'));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return {};
      throw new CliError(
        `No se puede leer ${this.#file}: ${/** @type {Error} */ (error).message}`,
        EXIT.usage,
      );
    }
  }
}

/** @param {string} lock */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  const taken = statSync(lock, { throwIfNoEntry: false });
  if (taken && Date.now() - taken.mtimeMs > STALE_MS) rmSync(lock, { force: true });
  return false;
}
