import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './errors.mjs';

const OLDEST_LAUNCHER = [20, 19];
const OLDEST_RUNTIME = [24, 9];

/** The commands begin on the user's own Node; what they run needs a newer one, which npm brings. */
export function checkLauncher() {
  if (isAtLeast(process.versions.node, OLDEST_LAUNCHER)) return;
  throw new UserError(
    `Trazo necesita Node ${OLDEST_LAUNCHER.join('.')} o posterior para empezar; este es el ${process.version}.`,
  );
}

/**
 * @param {string} root the repository
 * @returns {string} a Node that runs the program: the one that npm brought, otherwise this one if it is new enough
 */
export function findRuntime(root) {
  const local = join(root, 'node_modules', '.bin', 'node');
  for (const node of [local, process.execPath]) {
    // The binary may be there and not run: npm's is linked against glibc, and Alpine has none.
    const { status, stdout } = existsSync(node)
      ? spawnSync(node, ['--version'], { encoding: 'utf8' })
      : { status: 1, stdout: '' };
    if (status === 0 && isAtLeast(stdout.trim().slice(1), OLDEST_RUNTIME)) return node;
  }
  throw new UserError(
    `Trazo corre en Node ${OLDEST_RUNTIME.join('.')} o posterior. npm no trajo uno para ${process.platform}-${process.arch}, ` +
      `y el de esta máquina es el ${process.version}: instala Node 24 y vuelve a empezar.`,
  );
}

/**
 * @param {string} version
 * @param {number[]} oldest
 */
function isAtLeast(version, oldest) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
