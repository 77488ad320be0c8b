/** From a fresh clone to something that runs. Every step is skipped when nothing changed since the last time. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './build.mjs';
import { dependenciesAreCurrent, installDependencies } from './lib/dependencies.mjs';
import { UserError } from './lib/errors.mjs';
import { takeLock } from './lib/lock.mjs';
import { checkLauncher, findRuntime } from './lib/node-runtime.mjs';
import { lastLines, run } from './lib/run.mjs';
import { isStamped, stamp } from './lib/stamps.mjs';
import { say, step } from './lib/terminal.mjs';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const SETUP_LIMIT_MS = 15 * 60_000;

/**
 * @param {object} [options]
 * @param {AbortSignal} [options.signal]
 * @param {boolean} [options.compile] whether to build `dist` as well
 * @returns {Promise<{ node: string }>} the Node to run the program with
 */
export async function prepare({ signal, compile = true } = {}) {
  checkLauncher();
  const directory = join(ROOT, '.trazo');
  // `npm start` and `npm test` at once, on a fresh clone, would each delete the other's node_modules.
  const release = await takeLock(join(directory, 'preparacion.json'), {
    waitMs: SETUP_LIMIT_MS,
    onWait: ({ pid }) => say(`Otro proceso (${pid}) está preparando este directorio; esperando…`),
    onTimeout: ({ pid }) => new UserError(`El proceso ${pid} sigue preparando este directorio.`),
    signal,
  });
  try {
    if (!dependenciesAreCurrent(ROOT)) {
      await step('Instalando dependencias', () => installDependencies(ROOT, signal));
    }
    const node = findRuntime(ROOT);
    await generatePrismaClient(node, signal);
    if (compile && !isBuilt(ROOT)) await compileSources(node, signal);
    return { node };
  } finally {
    release();
    removeIfEmpty(directory);
  }
}

/**
 * @param {string} node
 * @param {AbortSignal} [signal]
 */
async function generatePrismaClient(node, signal) {
  const inputs = ['prisma/schema.prisma', 'prisma.config.ts', 'tsconfig.json', 'package-lock.json'].map(
    (file) => join(ROOT, file),
  );
  if (!existsSync(inputs[0] ?? '')) return;
  const hash = createHash('sha256');
  for (const file of inputs) if (existsSync(file)) hash.update(readFileSync(file));
  const wanted = hash.digest('hex');
  const made = existsSync(join(ROOT, 'src', 'platform', 'database', 'prisma', 'client.ts'));
  if (made && isStamped(ROOT, 'prisma', wanted)) return;

  const cli = join(ROOT, 'node_modules', 'prisma', 'build', 'index.js');
  // Prisma wants its schema engine, which it would download, but does not run it to generate: any executable will do.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: node,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  await step('Generando el cliente de Prisma', () =>
    must(node, [cli, 'generate'], env, 'No se pudo generar el cliente de Prisma.', signal),
  );
  stamp(ROOT, 'prisma', wanted);
}

/**
 * @param {string} node
 * @param {AbortSignal} [signal]
 */
async function compileSources(node, signal) {
  const script = join(ROOT, 'scripts', 'build.mjs');
  await step('Compilando', () => must(node, [script], process.env, 'No se pudo compilar.', signal));
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} complaint
 * @param {AbortSignal} [signal]
 */
async function must(command, args, env, complaint, signal) {
  const { code, output } = await run(command, args, { cwd: ROOT, env, signal });
  if (code !== 0) throw new UserError(`${complaint}\n\n${lastLines(output, 30)}`);
}

/** @param {string} directory */
function removeIfEmpty(directory) {
  try {
    rmdirSync(directory);
  } catch {
    // Not empty: the data of an instance are in it.
  }
}
