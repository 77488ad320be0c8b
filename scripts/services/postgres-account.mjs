/**
 * PostgreSQL refuses to run as root. Started by root, it runs as an account that the system already has, and its files
 * lie where that account can reach them.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../lib/directories.mjs';
import { UserError } from '../lib/errors.mjs';

/** @typedef {{ name: string, uid: number, gid: number }} Account */

/** Beside data that lie outside of their data directory: which one they belong to. */
export const ORIGIN_FILE = 'ORIGEN';

const SHARED_ROOT = '/var/lib/trazo';
const CANDIDATES = ['postgres', '_postgres', 'nobody'];

/**
 * @param {string} home the directory of the cluster; whoever owns it already goes on owning it
 * @returns {Account | null} null: the current user
 */
export function chooseAccount(home) {
  const owner = existsSync(home) ? statSync(home) : null;
  if (process.getuid?.() !== 0) {
    if (owner && owner.uid !== process.getuid?.()) {
      throw new UserError(
        `${home} pertenece a otro usuario (uid ${owner.uid}): arranca con ese usuario, o elige otro TRAZO_DATA_DIR.`,
      );
    }
    return null;
  }
  if (owner && owner.uid !== 0) return { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  for (const name of CANDIDATES) {
    const uid = numericId('-u', name);
    const gid = numericId('-g', name);
    if (uid !== null && gid !== null) return { name, uid, gid };
  }
  throw new UserError(
    `PostgreSQL no corre como root y no existe ninguno de estos usuarios: ${CANDIDATES.join(', ')}.\n` +
      'Arranca con un usuario corriente, o usa DATABASE_URL.',
  );
}

/**
 * @param {'-u' | '-g'} which
 * @param {string} name
 */
function numericId(which, name) {
  const { status, stdout } = spawnSync('id', [which, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}

/** @param {Account | null} account */
export function asAccount(account) {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/**
 * @param {string} binary
 * @param {Account | null} account
 */
export function canRun(binary, account) {
  return spawnAs(account, binary, ['--version']);
}

/**
 * @param {string} directory
 * @param {Account} account
 */
function canReach(directory, account) {
  return spawnAs(account, '/bin/sh', ['-c', 'cd -- "$1" && test -x .', 'sh', directory]);
}

/**
 * @param {Account | null} account
 * @param {string} command
 * @param {string[]} args
 */
function spawnAs(account, command, args) {
  const { status, error } = spawnSync(command, args, { ...asAccount(account), cwd: '/', stdio: 'ignore' });
  if (account && /** @type {NodeJS.ErrnoException | undefined} */ (error)?.code === 'EPERM') {
    throw new UserError(
      'PostgreSQL no corre como root, y este root no puede cambiar de usuario (falta CAP_SETUID).\n' +
        'Arranca con un usuario corriente, o usa DATABASE_URL.',
    );
  }
  return status === 0;
}

/** @returns {string} a directory that every account can enter and only root can write */
export function ensureSharedRoot() {
  try {
    makeDirectory(SHARED_ROOT);
    chmodSync(SHARED_ROOT, 0o755);
  } catch (error) {
    throw new UserError(
      `No se puede crear ${SHARED_ROOT}, donde PostgreSQL tendría sus archivos al arrancar como root ` +
        `(${/** @type {Error} */ (error).message}).\nElige un TRAZO_DATA_DIR al que llegue cualquier usuario, o usa DATABASE_URL.`,
    );
  }
  return SHARED_ROOT;
}

/**
 * The directory that holds cluster and password, made if need be.
 * @param {string} dataDir
 * @param {Account | null} account
 * @param {(line: string) => void} log
 * @returns {string} its real path: `<dataDir>/postgres`, or the place that `<dataDir>/postgres` links to
 */
export function ensureHome(dataDir, account, log) {
  const home = join(dataDir, 'postgres');
  makeDirectory(dataDir);
  if (!account) {
    makeDirectory(home, 0o700);
    return realpathSync(home);
  }
  if (!existsSync(home)) {
    // A link whose target was deleted means that somebody removed the data on purpose.
    if (lstatSync(home, { throwIfNoEntry: false })) unlinkSync(home);
    if (canReach(dataDir, account)) ownedDirectory(home, account);
    else {
      const place = freshSharedPlace(dataDir, log);
      ownedDirectory(place, account);
      writeFileSync(join(place, ORIGIN_FILE), originNote(dataDir));
      symlinkSync(place, home);
      log(`El usuario ${account.name} no alcanza ${dataDir}: los datos de PostgreSQL están en ${place}`);
    }
  }
  const place = realpathSync(home);
  if (!canReach(place, account)) {
    throw new UserError(
      `El usuario ${account.name} ya no alcanza ${place}, donde están los datos de PostgreSQL: revisa sus permisos.`,
    );
  }
  return place;
}

/** @param {string} dataDir */
export function originNote(dataDir) {
  return `Datos de PostgreSQL de ${dataDir}\n`;
}

/**
 * The link in the data directory decides which data are in use. Where it is gone (somebody started over by deleting the
 * data directory), the data of before must neither come back nor be lost.
 * @param {string} dataDir
 * @param {(line: string) => void} log
 */
function freshSharedPlace(dataDir, log) {
  const hash = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
  const place = join(ensureSharedRoot(), hash);
  if (existsSync(place)) {
    const aside = `${place}.${new Date().toISOString().replace(/[^0-9]/g, '')}`;
    renameSync(place, aside);
    log(`Había datos anteriores sin dueño: quedan en ${aside}; bórralos si no los necesitas`);
  }
  return place;
}

/**
 * @param {string} directory
 * @param {Account} account
 */
function ownedDirectory(directory, account) {
  mkdirSync(directory, { mode: 0o700 });
  chownSync(directory, account.uid, account.gid);
}
