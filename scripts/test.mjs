/** `npm test`: its own set-up, then every check there is. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { changedFiles, jestArguments } from './lib/changes.mjs';
import { StoppedError, UserError } from './lib/errors.mjs';
import { run } from './lib/run.mjs';
import { complain, say, seconds } from './lib/terminal.mjs';
import { ROOT, prepare } from './setup.mjs';

/** @typedef {{ name: string, script: string, args: string[] }} Check */

const HELP = `npm test                    formato, lint, tipos, límites entre módulos y todas las pruebas
npm test -- <argumentos>    solo las pruebas, con esos argumentos para jest
                            (npm test -- tests/unit, npm test -- -t "un nombre")
npm test -- --cambios [commit]
                            lo que pudo tocar lo que cambió desde ese commit (si falta, desde que la rama salió de main),
                            con lo que aún no está en un commit: tipos y límites de todo, formato y lint de lo que
                            cambió, y las pruebas que lo importan, lo ejecutan o lo leen

La primera vez instala las dependencias de package-lock.json. Las pruebas usan un PostgreSQL y un Redis propios.`;

/**
 * Every check but the tests.
 *
 * @param {readonly string[]} files what form is checked of
 * @param {readonly string[]} code what is linted
 * @returns {Check[]}
 */
const checksOf = (files, code) => [
  {
    name: 'formato',
    script: 'prettier/bin/prettier.cjs',
    args: ['--check', '--ignore-unknown', ...files],
  },
  {
    name: 'lint',
    script: 'eslint/bin/eslint.js',
    args: ['--max-warnings', '0', '--no-warn-ignored', ...code],
  },
  { name: 'tipos', script: 'typescript/bin/tsc', args: ['--noEmit'] },
  {
    name: 'límites',
    script: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['src', 'workers', '--config', '.dependency-cruiser.cjs'],
  },
];
const AT_ONCE = 2;
const CODE = /\.(?:ts|mjs|cjs)$/;

/** @param {string[]} args */
async function main(args) {
  if (args.includes('--help') || args.includes('-h')) return say(HELP);
  const { node } = await prepare({ compile: false });
  if (args[0] === '--cambios') return testChanges(node, args.slice(1));
  if (args.length === 0) await checkStatically(node, checksOf(['.'], ['.']));
  await compile(node);
  say('· pruebas');
  process.exitCode = await runJest(node, args);
}

/**
 * @param {string} node
 * @param {string[]} args
 */
async function testChanges(node, [since, ...more]) {
  if (more.length > 0) throw new UserError(`Sobra «${more.join(' ')}».\n\n${HELP}`);
  const changed = changedFiles(ROOT, since);
  if (changed.length === 0) return say('No cambió nada.');
  say(`· ${changed.length} archivos cambiados`);
  const code = changed.filter((path) => CODE.test(path));
  const checks = checksOf(changed, code).filter(({ name }) => code.length > 0 || name !== 'lint');
  await checkStatically(node, checks);
  await compile(node);
  say('· pruebas');
  process.exitCode = await runJest(node, jestArguments(ROOT, changed));
}

/**
 * @param {string} node
 * @param {readonly Check[]} checks
 */
async function checkStatically(node, checks) {
  const waiting = [...checks];
  const failed = new AbortController();
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await runCheck(node, check, failed);
  };
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  // The lane that failed has the reason; the other one was only stopped.
  const reasons = lanes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  const reason = reasons.find((each) => !(each instanceof StoppedError)) ?? reasons[0];
  if (reason) throw reason;
}

/**
 * @param {string} node
 * @param {Check} check
 * @param {AbortController} failed
 */
async function runCheck(node, { name, script, args }, failed) {
  const start = Date.now();
  const command = [join(ROOT, 'node_modules', script), ...args];
  const { code, output } = await run(node, command, { cwd: ROOT, env: process.env, signal: failed.signal });
  if (code === 0) return say(`✓ ${name}  ${seconds(start)}`);
  failed.abort();
  throw new UserError(`${output.trimEnd()}\n\n✗ ${name}`);
}

/** @param {string} node */
async function compile(node) {
  const start = Date.now();
  const { code, output } = await run(node, [join(ROOT, 'scripts', 'build.mjs')], {
    cwd: ROOT,
    env: process.env,
  });
  if (code !== 0) throw new UserError(`${output.trimEnd()}\n\n✗ compilación`);
  say(`✓ compilación  ${seconds(start)}`);
}

/**
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
function runJest(node, args) {
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  // Whatever a test starts by the name of node gets the same one.
  const path = [join(ROOT, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
  const child = spawn(node, [...flags, jest, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  // Jest gets the terminal's Ctrl-C itself and tears its services down: this process only waits for it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  complain(error instanceof UserError ? error.message : String(/** @type {Error} */ (error).stack));
  process.exitCode = 1;
}
