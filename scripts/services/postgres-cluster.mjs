/** The files of an own PostgreSQL cluster: made once, checked before each start. */
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../lib/errors.mjs';
import { commandLine, endProcess, recordOf } from '../lib/processes.mjs';
import { lastLines, run } from '../lib/run.mjs';
import { asAccount } from './postgres-account.mjs';

/**
 * @typedef {object} Cluster
 * @property {string} home
 * @property {string} data
 * @property {string} password the file that holds it
 * @property {string} native where the binaries are
 * @property {import('./postgres-account.mjs').Account | null} account
 */

const MAJOR = '18';
export const USER = 'trazo';
export const DATABASE = 'trazo';

/** SIGINT ends sessions and writes a checkpoint; SIGQUIT leaves the rest to the recovery of the next start. */
export const FAST_SHUTDOWN = Object.freeze({
  signal: /** @type {const} */ ('SIGINT'),
  timeoutMs: 60_000,
  lastResort: /** @type {const} */ ('SIGQUIT'),
});

/**
 * Made aside and renamed when whole, so that a start that was cut short begins again.
 * @param {Cluster} cluster
 * @param {Record<string, string>} settings
 * @param {AbortSignal} [signal]
 */
export async function createCluster({ home, account, data, password, native }, settings, signal) {
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(password, { force: true });
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account) chownSync(password, account.uid, account.gid);

  const options = { cwd: home, env: environment(), signal, ...asAccount(account) };
  const sync = settings['fsync'] === 'off' ? ['--no-sync'] : [];
  const encoding = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${USER}`, `--pwfile=${password}`, '--auth=scram-sha-256'];
  const init = [`--pgdata=${unfinished}`, ...encoding, ...access, ...sync, '--no-instructions'];
  await must(join(native, 'bin', 'initdb'), init, options);
  const single = ['--single', ...(sync.length ? ['-F'] : []), '-D', unfinished, 'postgres'];
  const input = `CREATE DATABASE ${DATABASE}\n`;
  await must(join(native, 'bin', 'postgres'), single, { ...options, input });
  renameSync(unfinished, data);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('../lib/run.mjs').RunOptions} options
 */
async function must(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new UserError(`PostgreSQL no pudo crear la base de datos:\n${lastLines(output)}`);
}

/** Nothing of the caller's locale: a name that the system does not know would keep the server from starting. */
export function environment() {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

/** @param {Cluster} cluster */
export function checkVersion({ data }) {
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR) {
    throw new UserError(
      `${data} es de PostgreSQL ${version} y este es el ${MAJOR}: elige otro TRAZO_DATA_DIR.`,
    );
  }
}

/**
 * After a crash the server's lock file stays, and its pid may be somebody else's by now: the server would take that one
 * for its predecessor and refuse to start. A server that does run on these data is ended, known by its command line.
 * @param {string} data
 */
export async function clearLock(data) {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (commandLine(pid).includes(data)) await endProcess(recordOf(pid), FAST_SHUTDOWN);
  rmSync(lock, { force: true });
}
