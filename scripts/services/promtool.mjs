/**
 * `promtool`, which checks rules and tries them: from the PATH, or out of Debian's or Ubuntu's package `prometheus`, unpacked into
 * a directory of our own. Nothing is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../lib/directories.mjs';
import { lastLines, run } from '../lib/run.mjs';
import { aptConfiguration } from './redis-debian.mjs';

/**
 * @param {object} options
 * @param {string} options.toolsDir
 * @param {NodeJS.ProcessEnv} options.env
 * @returns {Promise<{ binary: string, failure?: never } | { binary?: never, failure: string }>}
 */
export async function findPromtool({ toolsDir, env }) {
  const target = join(toolsDir, 'prometheus');
  const unpacked = join(target, 'usr', 'bin', 'promtool');
  for (const binary of ['promtool', unpacked]) if (runs(binary)) return { binary };
  const work = join(toolsDir, `prometheus.${process.pid}`);
  try {
    const failure = await unpack(work, env);
    if (failure) return { failure };
    // Another run may have been first.
    if (!existsSync(target)) renameSync(join(work, 'root'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return runs(unpacked) ? { binary: unpacked } : { failure: 'lo desempaquetado no arranca' };
}

/** @param {string} binary */
function runs(binary) {
  return spawnSync(binary, ['--version']).status === 0;
}

/**
 * @param {string} work
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | null>} why it failed
 */
async function unpack(work, env) {
  for (const directory of ['parts', 'lists/partial', 'cache/archives/partial', 'debs'])
    makeDirectory(join(work, directory));
  const config = join(work, 'apt.conf');
  writeFileSync(config, aptConfiguration(work, env));
  const debs = join(work, 'debs');
  const options = { cwd: debs, env: { ...env, APT_CONFIG: config, LC_ALL: 'C' } };
  await run('apt-get', ['update'], options);
  // Its programs are linked statically: they need no other package.
  const download = await run('apt-get', ['download', 'prometheus'], options);
  if (download.code !== 0) return `apt-get no pudo descargar prometheus: ${lastLines(download.output, 2)}`;
  for (const deb of readdirSync(debs)) {
    const { code, output } = await run('dpkg', ['-x', join(debs, deb), join(work, 'root')], options);
    if (code !== 0) return `dpkg no pudo desempaquetar ${deb}: ${lastLines(output, 2)}`;
  }
  return null;
}
