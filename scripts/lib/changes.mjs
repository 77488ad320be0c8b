/** What was changed, and which tests that can touch. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './errors.mjs';

const MAIN = 'main';

/**
 * What jest cannot know, since it follows imports: these tests run programs, or read files, that nothing imports. A file of
 * `tests/support` stands for every test that imports it.
 *
 * @type {readonly { changed: RegExp, touches: readonly string[] }[]}
 */
const BEYOND_IMPORTS = [
  // The built program, as a process.
  { changed: /^(?:src|workers)\//, touches: ['tests/support/program.ts', 'tests/support/archive-child.mjs'] },
  // Migrations and views make the database that every test clones.
  { changed: /^prisma\//, touches: ['tests/support/database.ts'] },
  { changed: /^(?:cli|src)\//, touches: ['tests/support/trazo.ts'] },
  { changed: /^(?:tools|src)\//, touches: ['tests/e2e/generate.test.ts', 'tests/e2e/simulate.test.ts'] },
  { changed: /^(?:scripts|src|workers)\//, touches: ['tests/e2e/two-commands'] },
  { changed: /^README\.md$/, touches: ['tests/e2e/readme.test.ts'] },
  { changed: /^docs\/openapi\.json$/, touches: ['tests/e2e/api-description.test.ts'] },
];

/** Of these everything depends: packages, configuration, and what starts the servers of the tests. */
const TOUCHES_ALL =
  /^(?:package(?:-lock)?\.json|jest\.config\.mjs|tsconfig\.json|\.swcrc|scripts\/services\/.*|tests\/support\/global-.*)$/;

/** They read the tree as it is. */
const ALWAYS = ['tests/architecture'];

/**
 * The files that differ from where a branch began, with those that are not committed.
 *
 * @param {string} root
 * @param {string} [since] a commit; where this branch left `main` if there is none
 * @returns {string[]} those that are still there
 * @throws {UserError} when git does not know
 */
export function changedFiles(root, since) {
  const from = since ?? git(root, 'merge-base', 'HEAD', MAIN)[0];
  const differing = git(root, 'diff', '--name-only', '--diff-filter=d', '--no-renames', `${from}`);
  return [...new Set([...differing, ...git(root, 'ls-files', '--others', '--exclude-standard')])].sort();
}

/**
 * What jest has to be given so that it runs every test that a change can have touched.
 *
 * @param {string} root
 * @param {readonly string[]} changed
 * @returns {string[]} arguments of jest; none means all tests
 */
export function jestArguments(root, changed) {
  if (changed.some((path) => TOUCHES_ALL.test(path))) return [];
  const beyond = BEYOND_IMPORTS.filter((rule) => changed.some((path) => rule.changed.test(path)));
  const touched = [...beyond.flatMap(({ touches }) => touches), ...ALWAYS].flatMap((path) =>
    filesOf(root, path),
  );
  return ['--passWithNoTests', '--findRelatedTests', ...new Set([...changed, ...touched])];
}

/**
 * A file, or the tests of a directory.
 *
 * @param {string} root
 * @param {string} path
 */
function filesOf(root, path) {
  if (/\.\w+$/.test(path)) return [path];
  const names = readdirSync(join(root, path), { encoding: 'utf8' });
  return names.filter((name) => /\.test\.\w+$/.test(name)).map((name) => `${path}/${name}`);
}

/**
 * @param {string} root
 * @param {string[]} args
 * @returns {string[]} the lines that it said
 */
function git(root, ...args) {
  try {
    const output = execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return output.split('\n').filter((line) => line !== '');
  } catch (cause) {
    const { stderr } = /** @type {{ stderr?: string }} */ (cause);
    throw new UserError(`git no pudo decir qué cambió: ${stderr?.trim() || cause}`, { cause });
  }
}
