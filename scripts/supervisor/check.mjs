/** What is wrong with the configuration: all of it, before anything is started. */
import { join } from 'node:path';
import { UserError } from '../lib/errors.mjs';
import { lastLines, run } from '../lib/run.mjs';
import { say } from '../lib/terminal.mjs';
import { dataDirOf, readLaunchConfig } from './config.mjs';
import { directoryFault } from './instance.mjs';

/** @typedef {{ faults: { variable: string, fault: string }[], unknown: string[] }} Findings */

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {object} options
 * @param {string} options.root the repository, built
 * @param {string} options.node
 * @param {AbortSignal} options.signal
 * @returns {Promise<import('./config.mjs').LaunchConfig>}
 */
export async function checkedConfig(env, { root, node, signal }) {
  const { faults, unknown } = await findings(env, { root, node, signal });
  const fault = directoryFault(dataDirOf(env, root));
  if (fault) faults.push({ variable: 'TRAZO_DATA_DIR', fault });
  for (const name of unknown) say(`Ningún programa lee ${name}: ¿está bien escrita?`);
  if (faults.length === 0) return readLaunchConfig(env, root);
  const lines = faults.map(({ variable, fault: words }) => `  ${variable}: ${words}`);
  throw new UserError(`La configuración no es válida; no se puso nada en marcha:\n${lines.join('\n')}`);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {{ root: string, node: string, signal: AbortSignal }} options
 * @returns {Promise<Findings>}
 */
async function findings(env, { root, node, signal }) {
  const script = join(root, 'dist', 'src', 'platform', 'config', 'check.js');
  const { code, output } = await run(node, [script], { cwd: root, env, signal });
  if (code !== 0) throw new UserError(`No se pudo comprobar la configuración:\n${lastLines(output)}`);
  return JSON.parse(output);
}
