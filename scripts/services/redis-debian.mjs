/**
 * Redis out of Debian's or Ubuntu's packages, unpacked into a directory of our own: no root, nothing installed, no
 * service left behind. apt works on lists and a cache of its own and reads only the system's sources and keys.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { makeDirectory } from '../lib/directories.mjs';
import { lastLines, run } from '../lib/run.mjs';

/**
 * @typedef {{ binary: string, env: Record<string, string> }} UnpackedRedis
 *
 * @typedef {object} UnpackOptions
 * @property {string} toolsDir
 * @property {NodeJS.ProcessEnv} env
 * @property {(line: string) => void} log
 * @property {AbortSignal} [signal]
 * @property {(binary: string, env: Record<string, string>) => boolean} isGood
 */

const PACKAGES = [
  // The server is a link into the tools package: both are taken even where the system has one of them already.
  { server: 'redis-server', packages: ['redis-server', 'redis-tools'] },
  { server: 'valkey-server', packages: ['valkey-server', 'valkey-tools'] },
];

/**
 * @param {UnpackOptions} options
 * @returns {Promise<{ redis: UnpackedRedis, failure?: never } | { redis?: never, failure: string }>}
 */
export async function unpackDebianRedis({ toolsDir, env, log, signal, isGood }) {
  const target = join(toolsDir, 'redis');
  // Looked at anew each time: the libraries that were not unpacked are the system's, and the system changes.
  const cached = findUnpacked(target, isGood);
  if (cached) return { redis: cached };

  log('Preparando Redis con los paquetes del sistema (sin instalarlos)…');
  const work = join(toolsDir, `redis.${process.pid}`);
  try {
    const failure = await unpack(work, env, signal, isGood);
    if (failure) return { failure };
    rmSync(target, { recursive: true, force: true });
    renameSync(join(work, 'root'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const redis = findUnpacked(target, isGood);
  return redis ? { redis } : { failure: 'lo desempaquetado no arranca' };
}

/**
 * @param {string} work
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal | undefined} signal
 * @param {UnpackOptions['isGood']} isGood
 * @returns {Promise<string | null>} why it failed
 */
async function unpack(work, env, signal, isGood) {
  const debs = join(work, 'debs');
  const root = join(work, 'root');
  for (const directory of ['parts', 'lists/partial', 'cache/archives/partial', 'debs']) {
    makeDirectory(join(work, directory));
  }
  const config = join(work, 'apt.conf');
  writeFileSync(config, aptConfiguration(work, env));
  const options = {
    cwd: debs,
    env: { ...env, APT_CONFIG: config, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
    signal,
  };

  // One unreachable source among several makes this fail without harm: what counts is whether Redis is found in the rest.
  const update = await run('apt-get', ['update'], options);
  let failure = `apt-get no pudo leer los índices\n${lastLines(update.output, 3)}`;
  for (const { packages } of PACKAGES) {
    const [server = ''] = packages;
    const plan = await run('apt-get', ['install', '-s', '--no-install-recommends', server], options);
    if (plan.code !== 0) continue;
    const missing = [...plan.output.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name ?? '');
    const wanted = [...new Set([...packages, ...missing])];
    const download = await run('apt-get', ['download', ...wanted], options);
    if (download.code !== 0) {
      failure = `apt-get no pudo descargar ${wanted.join(', ')}\n${lastLines(download.output, 3)}`;
      continue;
    }
    for (const deb of readdirSync(debs)) {
      const { code, output } = await run('dpkg', ['-x', join(debs, deb), root], options);
      rmSync(join(debs, deb));
      if (code !== 0) return `dpkg no pudo desempaquetar ${deb}: ${lastLines(output, 3)}`;
    }
    if (findUnpacked(root, isGood)) return null;
    failure = `el paquete ${server} de este sistema es anterior a la versión 7, o no arranca`;
    rmSync(root, { recursive: true, force: true });
  }
  return failure;
}

/**
 * The system's own configuration is left out, since its hooks would act on the system; what it says about proxies and
 * certificates is kept.
 * @param {string} work
 * @param {NodeJS.ProcessEnv} env
 */
export function aptConfiguration(work, env) {
  const { stdout } = spawnSync('apt-config', ['dump'], { encoding: 'utf8', env });
  const network = (stdout ?? '')
    .split('\n')
    .filter((line) => /^Acquire::/.test(line))
    .filter((line) => !/^Acquire::(IndexTargets|Languages|Changelogs|CompressionTypes)\b/.test(line));
  const quoted = (/** @type {string} */ path) => `"${join(work, path)}"`;
  return [
    ...network,
    `Dir::Etc::main "/dev/null";`,
    `Dir::Etc::parts ${quoted('parts')};`,
    `Dir::State::lists ${quoted('lists')};`,
    `Dir::Cache ${quoted('cache')};`,
    'Debug::NoLocking "true";',
    'Acquire::Languages "none";',
    // Started by root, apt would download as its own user, who cannot write here.
    'APT::Sandbox::User "root";',
    '',
  ].join('\n');
}

/**
 * @param {string} root
 * @param {UnpackOptions['isGood']} isGood
 * @returns {UnpackedRedis | null}
 */
function findUnpacked(root, isGood) {
  const libraries = ['usr/lib', 'lib']
    .map((directory) => join(root, directory))
    .filter((directory) => existsSync(directory))
    .flatMap((directory) => [directory, ...readdirSync(directory).map((name) => join(directory, name))])
    .filter((directory) => /(\/lib|-linux-gnu\w*)$/.test(directory));
  const env = { LD_LIBRARY_PATH: libraries.join(delimiter) };
  for (const { server } of PACKAGES) {
    const binary = join(root, 'usr', 'bin', server);
    if (existsSync(binary) && isGood(binary, env)) return { binary, env };
  }
  return null;
}
