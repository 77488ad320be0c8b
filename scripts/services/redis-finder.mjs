/** Where a Redis (7 or later) or Valkey comes from: the first of four ways that works on this machine. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UserError } from '../lib/errors.mjs';
import { unpackDebianRedis } from './redis-debian.mjs';

/**
 * @typedef {{ kind: 'binary', origin: string, binary: string, env: Record<string, string> }} BinaryRedis
 * @typedef {{ kind: 'docker', origin: string, docker: string }} DockerRedis
 * @typedef {BinaryRedis | DockerRedis} FoundRedis
 *
 * @typedef {object} FinderOptions
 * @property {string} toolsDir where unpacked packages are kept
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(line: string) => void} [log]
 * @property {AbortSignal} [signal]
 */

const OLDEST_MAJOR = 7;
const SERVERS = ['redis-server', 'valkey-server'];
const HOMEBREW_PREFIXES = ['/opt/homebrew', '/usr/local', '/home/linuxbrew/.linuxbrew'];
const QUICK_MS = 15_000;

/**
 * @param {FinderOptions} options
 * @returns {Promise<FoundRedis>}
 */
export async function findRedis({ toolsDir, env = process.env, log = () => {}, signal }) {
  /** @type {string[]} */
  const reasons = [];
  const path = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return (
    onPath(path, reasons) ??
    (await fromDebianPackages({ toolsDir, path, env, log, signal }, reasons)) ??
    fromHomebrew(env, reasons) ??
    fromDocker(path, reasons) ??
    fail(reasons)
  );
}

/**
 * @param {string[]} path
 * @param {string[]} reasons
 */
function onPath(path, reasons) {
  const found = firstGood(path, 'en el PATH', reasons);
  if (!found)
    reasons.push(`en el PATH: no hay ${SERVERS.join(' ni ')} de la versión ${OLDEST_MAJOR} o posterior`);
  return found;
}

/**
 * @param {{ toolsDir: string, path: string[], env: NodeJS.ProcessEnv, log: (line: string) => void, signal?: AbortSignal }} options
 * @param {string[]} reasons
 * @returns {Promise<BinaryRedis | null>}
 */
async function fromDebianPackages({ path, ...options }, reasons) {
  if (!findProgram('apt-get', path) || !findProgram('dpkg', path)) {
    reasons.push('paquetes de Debian o Ubuntu: aquí no hay apt-get y dpkg');
    return null;
  }
  const { redis, failure } = await unpackDebianRedis({
    ...options,
    isGood: (binary, env) => isGood(binary, env),
  });
  if (redis) return { kind: 'binary', origin: 'paquetes de Debian', ...redis };
  reasons.push(`paquetes de Debian o Ubuntu: ${failure}`);
  return null;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} reasons
 */
function fromHomebrew(env, reasons) {
  const own = env['HOMEBREW_PREFIX'];
  const prefixes = own ? [own] : HOMEBREW_PREFIXES;
  const directories = prefixes.flatMap((prefix) =>
    ['bin', 'opt/redis/bin', 'opt/valkey/bin'].map((bin) => join(prefix, bin)),
  );
  const found = firstGood(directories, 'Homebrew', reasons);
  if (!found) reasons.push('Homebrew: no está instalado («brew install redis»)');
  return found;
}

/**
 * @param {string[]} path
 * @param {string[]} reasons
 * @returns {DockerRedis | null}
 */
function fromDocker(path, reasons) {
  const docker = findProgram('docker', path);
  if (!docker) {
    reasons.push('Docker: no está instalado');
    return null;
  }
  const format = ['version', '--format', '{{.Server.Version}}'];
  if (spawnSync(docker, format, { timeout: QUICK_MS, stdio: 'ignore' }).status !== 0) {
    reasons.push('Docker: está el cliente, pero su motor no responde');
    return null;
  }
  return { kind: 'docker', origin: 'Docker', docker };
}

/**
 * @param {string[]} reasons
 * @returns {never}
 */
function fail(reasons) {
  throw new UserError(
    'No se encontró un Redis 7 (o Valkey) que se pueda usar. Se probó, en este orden:\n' +
      reasons.map((reason) => `  - ${reason}\n`).join('') +
      'Instala uno de ellos, o da la dirección de uno tuyo con REDIS_URL (con appendonly yes y noeviction).',
  );
}

/**
 * @param {string[]} directories
 * @param {string} origin
 * @param {string[]} reasons
 * @returns {BinaryRedis | null}
 */
function firstGood(directories, origin, reasons) {
  for (const directory of directories) {
    for (const server of SERVERS) {
      const binary = findProgram(server, [directory]);
      if (!binary) continue;
      if (isGood(binary, {})) return { kind: 'binary', origin, binary, env: {} };
      reasons.push(`${binary}: no arranca o es anterior a la versión ${OLDEST_MAJOR}`);
    }
  }
  return null;
}

/**
 * @param {string} binary
 * @param {Record<string, string>} env
 */
function isGood(binary, env) {
  const { status, stdout } = spawnSync(binary, ['--version'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: QUICK_MS,
  });
  return status === 0 && Number(/\bv=(\d+)\./.exec(stdout)?.[1]) >= OLDEST_MAJOR;
}

/**
 * @param {string} name
 * @param {string[]} directories
 */
function findProgram(name, directories) {
  return directories.map((directory) => join(directory, name)).find(isExecutable) ?? null;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
