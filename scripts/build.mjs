/** `src` and `workers` to `dist`, one file to one file, with the settings of `.swcrc`. Types are the type checker's job. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = ['src', 'workers'];
const STAMP = '.huella';

/**
 * @param {string} root the repository
 * @returns {boolean} whether `dist` is what the sources are now
 */
export function isBuilt(root) {
  const file = stampFile(root);
  return existsSync(file) && readFileSync(file, 'utf8') === hashOf(root, allSources(root));
}

/**
 * @param {string} root the repository
 * @returns {Promise<number>} how many files it compiled
 */
export async function build(root) {
  const sources = allSources(root);
  const hash = hashOf(root, sources);
  const stamp = stampFile(root);
  const { transformFile } = await import('@swc/core');
  // Written when all of them are compiled: a mistake in one leaves the last build whole.
  const compiled = await Promise.all(
    sources.map(async (source) => {
      const { code } = await transformFile(source, { cwd: root, root, swcrc: true });
      return { output: join(root, 'dist', relative(root, source).replace(/\.ts$/, '.js')), code };
    }),
  );
  // Without the stamp from here on: a build that is cut short must not pass for a whole one.
  rmSync(stamp, { force: true });
  for (const { output, code } of compiled) {
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, code);
  }
  // Old output goes last, file by file: an instance may be running on it.
  removeStale(join(root, 'dist'), new Set(compiled.map(({ output }) => output)));
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return sources.length;
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'dist', STAMP);
}

/** @param {string} root */
function allSources(root) {
  return SOURCES.flatMap((directory) => sourceFiles(join(root, directory)));
}

/**
 * @param {string} directory
 * @returns {string[]}
 */
function sourceFiles(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * @param {string} root
 * @param {string[]} sources
 */
function hashOf(root, sources) {
  const hash = createHash('sha256');
  const settings = [join(root, '.swcrc'), join(root, 'package-lock.json')].filter((file) => existsSync(file));
  for (const file of [...settings, ...sources])
    hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/**
 * @param {string} directory
 * @param {Set<string>} wanted
 */
function removeStale(directory, wanted) {
  if (!existsSync(directory)) return;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (!entry.isDirectory()) {
      if (!wanted.has(path)) rmSync(path);
      continue;
    }
    removeStale(path, wanted);
    if (readdirSync(path).length === 0) rmSync(path, { recursive: true });
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  process.stdout.write(isBuilt(root) ? 'dist: sin cambios\n' : `dist: ${await build(root)} archivos\n`);
}
