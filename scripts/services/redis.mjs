/** An own Redis on 127.0.0.1 that has every write on disk before it answers. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeDirectory } from '../lib/directories.mjs';
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
import { findRedis } from './redis-finder.mjs';

/** @typedef {import('./postgres.mjs').Service} Service */
/** @typedef {import('./redis-finder.mjs').FoundRedis} FoundRedis */

const DOCKER_IMAGE = 'redis:7.4-alpine';
const START_LIMIT_MS = 300_000; // A long append-only file is read whole, and Docker may have to fetch the image.
const STOP_LIMIT_MS = 30_000;

/**
 * Starts it, on the data of the last time if there are any. One that a killed parent left running is stopped first.
 * @param {object} options
 * @param {string} options.dataDir
 * @param {string} [options.toolsDir] where the unpacked Redis is kept, so that several instances share it
 * @param {(line: string) => void} [options.log]
 * @param {number} [options.port] a free one if missing
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<Service & { origin: string }>}
 */
export async function startRedis({ dataDir, toolsDir, log, port, signal }) {
  const root = resolve(dataDir);
  await endOrphanRedis(root);
  const redis = await findRedis({ toolsDir: resolve(toolsDir ?? join(root, 'tools')), log, signal });
  makeDirectory(join(root, 'redis'), 0o700);
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await launch(root, redis, port ?? (await freePort()));
    if ('service' in outcome) return outcome.service;
    // The port may have been taken between choosing and using it.
    if (attempt === 3 || !/in use|bind:|already allocated/i.test(outcome.failure)) {
      throw new UserError(`Redis (${redis.origin}) no arranca:\n${lastLines(outcome.failure)}`);
    }
    await sleep(250);
  }
}

/** @param {string} dataDir */
export async function endOrphanRedis(dataDir) {
  const file = recordFile(dataDir);
  const orphan = readRecord(file);
  if (!orphan) return;
  await endProcess(orphan, { signal: 'SIGTERM', timeoutMs: STOP_LIMIT_MS });
  removeRecord(file);
}

/** @param {string} dataDir */
function recordFile(dataDir) {
  return join(dataDir, 'run', 'redis.json');
}

/**
 * @param {string} dataDir
 * @param {FoundRedis} redis
 * @param {number} port
 * @returns {Promise<{ service: Service & { origin: string } } | { failure: string }>}
 */
async function launch(dataDir, redis, port) {
  const home = join(dataDir, 'redis');
  const password = ensurePassword(home);
  const command = commandFor(redis, home, password, port);
  const log = openLog(join(dataDir, 'logs', 'redis.log'));
  const child = spawn(command.file, command.args, {
    cwd: home,
    // Redis does not start in a locale that the system does not know.
    env: { ...process.env, ...command.env, LC_ALL: 'C' },
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  closeSync(log.fd);
  /** @type {Promise<void>} */
  const exited = new Promise((end) => child.once('exit', () => end()).once('error', () => end()));
  const { pid } = child;
  if (pid === undefined) return { failure: `no se puede ejecutar ${command.file}` };
  const record = recordOf(pid, port);
  writeRecord(recordFile(dataDir), record);

  const ready = await Promise.race([untilReady(port, password, child), exited.then(() => false)]);
  if (!ready) {
    await endProcess(record, { signal: 'SIGTERM', timeoutMs: 5_000 });
    removeRecord(recordFile(dataDir));
    return { failure: log.tail() };
  }
  return {
    service: {
      origin: redis.origin,
      url: `redis://:${password}@127.0.0.1:${port}/0`,
      port,
      pid,
      exited,
      async stop() {
        await endProcess(record, { signal: 'SIGTERM', timeoutMs: STOP_LIMIT_MS });
        command.removeContainer();
        removeRecord(recordFile(dataDir));
      },
      async kill() {
        signalProcess(record, 'SIGKILL');
        command.removeContainer();
        await waitUntilGone(record, 10_000);
      },
    },
  };
}

/** @param {string} home */
function ensurePassword(home) {
  const file = join(home, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/**
 * @param {FoundRedis} redis
 * @param {string} home
 * @param {string} password
 * @param {number} port
 */
function commandFor(redis, home, password, port) {
  const conf = join(home, 'redis.conf');
  if (redis.kind === 'binary') {
    writeFileSync(conf, configuration({ bind: '127.0.0.1', port, dir: home, password }), { mode: 0o600 });
    return { file: redis.binary, args: [conf], env: redis.env, removeContainer: () => {} };
  }
  writeFileSync(conf, configuration({ bind: '0.0.0.0', port: 6379, dir: '/data', password }), {
    mode: 0o600,
  });
  const name = `trazo-redis-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`;
  const removeContainer = () => void spawnSync(redis.docker, ['rm', '--force', name], { stdio: 'ignore' });
  // A client that was killed leaves its container behind; every acknowledged write of it is on disk.
  removeContainer();
  const user = ['--user', `${process.getuid?.()}:${process.getgid?.()}`];
  const mounts = ['--publish', `127.0.0.1:${port}:6379`, '--volume', `${home}:/data`];
  const args = [
    'run',
    '--rm',
    '--name',
    name,
    ...user,
    ...mounts,
    DOCKER_IMAGE,
    'redis-server',
    '/data/redis.conf',
  ];
  return { file: redis.docker, args, env: {}, removeContainer };
}

/** @param {{ bind: string, port: number, dir: string, password: string }} values */
function configuration({ bind, port, dir, password }) {
  return [
    `bind ${bind}`,
    `port ${port}`,
    `dir ${JSON.stringify(dir)}`,
    `requirepass ${password}`,
    'appendonly yes',
    'appendfsync always',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    'logfile ""',
    '',
  ].join('\n');
}

/**
 * @param {number} port
 * @param {string} password
 * @param {import('node:child_process').ChildProcess} child
 */
async function untilReady(port, password, child) {
  const deadline = Date.now() + START_LIMIT_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if (await answersPing(port, password)) return true;
    await sleep(20);
  }
  return false;
}

/**
 * @param {number} port
 * @param {string} password
 * @returns {Promise<boolean>} false too while it is still reading its data
 */
function answersPing(port, password) {
  return new Promise((answer) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('error', () => answer(false));
    socket.on('close', () => answer(said.includes('+PONG')));
    socket.on('data', (chunk) => {
      said += chunk;
      if (said.split('\r\n').length > 2) socket.destroy();
    });
  });
}
