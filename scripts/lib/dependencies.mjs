import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './errors.mjs';
import { lastLines, run } from './run.mjs';
import { isStamped, stamp } from './stamps.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, os?: string[] | string, cpu?: string[] | string }} LockedPackage */

const STAMP = 'dependencias';
const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/;

/** @param {string} root */
export function dependenciesAreCurrent(root) {
  const wanted = lockHash(root);
  if (isStamped(root, STAMP, wanted)) return true;
  if (!matchesLock(root)) return false;
  stamp(root, STAMP, wanted);
  return true;
}

/**
 * @param {string} root
 * @param {AbortSignal} [signal]
 */
export async function installDependencies(root, signal) {
  const npm = npmCommand();
  // Whatever the user's own settings leave out, the program needs it: dev dependencies build it, optional ones are
  // the Node and PostgreSQL of this platform.
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-fund',
    '--no-audit',
    '--fetch-retry-mintimeout=1000',
  ];
  const { code, output } = await run(npm.file, [...npm.args, ...args], {
    cwd: root,
    env: process.env,
    signal,
  });
  if (code !== 0) {
    const cause = OFFLINE.test(output)
      ? 'No se llega al registro de npm. ¿Hay conexión a internet? ¿Hace falta un proxy (npm config set proxy)?'
      : 'npm no pudo instalar las dependencias.';
    throw new UserError(`${cause}\n\n${lastLines(output)}`);
  }
  if (!matchesLock(root)) {
    throw new UserError(
      `npm terminó sin instalar todo lo de package-lock.json para ${process.platform}-${process.arch}: vuelve a intentarlo.`,
    );
  }
  stamp(root, STAMP, lockHash(root));
}

/** The npm that started this, on the Node that it runs on: the Node in node_modules is about to be replaced. */
function npmCommand() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  return cli && node && /npm-cli\.[cm]?js$/.test(cli)
    ? { file: node, args: [cli] }
    : { file: 'npm', args: [] };
}

/** @param {string} root */
function lockHash(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}`;
}

/**
 * npm notes what it installed; so an installation made by hand is not made again.
 * @param {string} root
 */
function matchesLock(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const { '': project, ...locked } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  ).packages;
  /** @type {Record<string, LockedPackage>} */
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  if (Object.keys(installed).some((path) => !(path in locked))) return false;
  const own = new Set(Object.keys(project.optionalDependencies ?? {}).map((name) => `node_modules/${name}`));
  return Object.entries(/** @type {Record<string, LockedPackage>} */ (locked)).every(([path, wanted]) => {
    const found = installed[path];
    if (found) return found.version === wanted.version && found.integrity === wanted.integrity;
    // npm skips an optional package that it fails to fetch and says nothing: those of this platform are looked for.
    return own.has(path) ? !isForThisPlatform(wanted) : Boolean(wanted.optional ?? wanted.devOptional);
  });
}

/** @param {LockedPackage} wanted */
function isForThisPlatform({ os, cpu }) {
  return [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch);
}
