/** An own PostgreSQL 18 on 127.0.0.1, with its data below the data directory. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../lib/errors.mjs';
import { freePort } from '../lib/ports.mjs';
import {
  endProcess,
  readRecord,
  recordOf,
  removeRecord,
  signalProcess,
  waitUntilGone,
  writeRecord,
} from '../lib/processes.mjs';
import { lastLines } from '../lib/run.mjs';
import { openLog } from './log-file.mjs';
import { asAccount, chooseAccount, ensureHome } from './postgres-account.mjs';
import { findBinaries } from './postgres-binaries.mjs';
import {
  DATABASE,
  FAST_SHUTDOWN,
  USER,
  checkVersion,
  clearLock,
  createCluster,
  environment,
} from './postgres-cluster.mjs';

/**
 * @typedef {object} Service
 * @property {string} url
 * @property {number} port
 * @property {number} pid
 * @property {Promise<void>} exited resolves when the process ends, for whatever reason
 * @property {() => Promise<void>} stop in order, everything on disk
 * @property {() => Promise<void>} kill at once, as a crash would
 *
 * @typedef {import('./postgres-cluster.mjs').Cluster} Cluster
 */

const START_LIMIT_MS = 300_000; // Recovery after a crash replays the log first, and that may take a while.
const LEFTOVERS_LIMIT_MS = 20_000;

/** @type {Record<string, string>} */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  wal_level: 'replica',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
};

/**
 * Starts it, on the data of the last time if there are any. One that a killed parent left running is stopped first.
 * @param {object} options
 * @param {string} options.dataDir
 * @param {Record<string, string>} [options.settings] over the usual ones, such as `{ fsync: 'off' }` for data to throw away
 * @param {(line: string) => void} [options.log]
 * @param {number} [options.port] a free one if missing
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<Service>}
 */
export async function startPostgres({ dataDir, settings = {}, log = () => {}, port, signal }) {
  const root = resolve(dataDir);
  await endOrphanPostgres(root);
  const account = chooseAccount(join(root, 'postgres'));
  const home = ensureHome(root, account, log);
  const cluster = {
    home,
    account,
    data: join(home, 'cluster'),
    password: join(home, 'password'),
    native: findBinaries(account),
  };
  if (!existsSync(join(cluster.data, 'PG_VERSION'))) await createCluster(cluster, settings, signal);
  checkVersion(cluster);
  await clearLock(cluster.data);
  return launchPatiently(root, cluster, { ...SETTINGS, ...settings }, port);
}

/** @param {string} dataDir */
export async function endOrphanPostgres(dataDir) {
  const file = recordFile(dataDir);
  const orphan = readRecord(file);
  if (!orphan) return;
  await endProcess(orphan, FAST_SHUTDOWN);
  removeRecord(file);
}

/** @param {string} dataDir */
function recordFile(dataDir) {
  return join(dataDir, 'run', 'postgres.json');
}

/**
 * A port may be taken between choosing and using it, and backends of a killed server take a moment to notice.
 * @param {string} dataDir
 * @param {Cluster} cluster
 * @param {Record<string, string>} settings
 * @param {number | undefined} wantedPort
 */
async function launchPatiently(dataDir, cluster, settings, wantedPort) {
  const deadline = Date.now() + LEFTOVERS_LIMIT_MS;
  for (;;) {
    const attempt = await launch(dataDir, cluster, settings, wantedPort ?? (await freePort()));
    if ('service' in attempt) return attempt.service;
    const passing =
      /pre-existing shared memory block|lock file "postmaster.pid" already exists|Address already in use/;
    if (!passing.test(attempt.failure) || Date.now() > deadline) {
      throw new UserError(`PostgreSQL no arranca:\n${lastLines(attempt.failure)}`);
    }
    await sleep(250);
  }
}

/**
 * @param {string} dataDir
 * @param {Cluster} cluster
 * @param {Record<string, string>} settings
 * @param {number} port
 * @returns {Promise<{ service: Service } | { failure: string }>}
 */
async function launch(dataDir, cluster, settings, port) {
  const { home, data, native, account } = cluster;
  const log = openLog(join(dataDir, 'logs', 'postgres.log'));
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(native, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...args], {
    cwd: home,
    env: environment(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...asAccount(account),
  });
  closeSync(log.fd);
  /** @type {Promise<void>} */
  const exited = new Promise((end) => child.once('exit', () => end()).once('error', () => end()));
  const { pid } = child;
  if (pid === undefined) return { failure: `no se puede ejecutar ${native}` };
  const record = recordOf(pid, port);
  writeRecord(recordFile(dataDir), record);

  const ready = await Promise.race([untilReady(data, pid, child), exited.then(() => false)]);
  if (!ready) {
    await endProcess(record, { signal: 'SIGQUIT', timeoutMs: 5_000 });
    removeRecord(recordFile(dataDir));
    return { failure: log.tail() };
  }
  const password = readFileSync(cluster.password, 'utf8');
  return {
    service: {
      url: `postgresql://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`,
      port,
      pid,
      exited,
      async stop() {
        await endProcess(record, FAST_SHUTDOWN);
        removeRecord(recordFile(dataDir));
      },
      async kill() {
        signalProcess(record, 'SIGKILL');
        await waitUntilGone(record, 10_000);
      },
    },
  };
}

/**
 * The server itself writes into its lock file when it takes connections.
 * @param {string} data
 * @param {number} pid
 * @param {import('node:child_process').ChildProcess} child
 */
async function untilReady(data, pid, child) {
  const deadline = Date.now() + START_LIMIT_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const lines = existsSync(join(data, 'postmaster.pid'))
      ? readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
      : [];
    if (Number(lines[0]) === pid && lines[7]?.startsWith('ready')) return true;
    await sleep(20);
  }
  return false;
}
