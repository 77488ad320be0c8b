import { join, resolve } from 'node:path';
import { UserError } from '../lib/errors.mjs';

/**
 * What the launcher itself needs to know; the program reads and checks the rest.
 * @typedef {object} LaunchConfig
 * @property {number} port
 * @property {string | undefined} host
 * @property {string} dataDir absolute
 * @property {string} archiveDir where the archive is: of this instance alone
 * @property {string | undefined} databaseUrl undefined: an own PostgreSQL
 * @property {string | undefined} redisUrl undefined: an own Redis
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root the repository
 * @returns {LaunchConfig}
 */
export function readLaunchConfig(env, root) {
  // npm runs scripts in the repository's root and says where the user stood: a relative path is meant from there.
  const from = env['INIT_CWD'] ?? process.cwd();
  const dataDir = env['TRAZO_DATA_DIR'] ? resolve(from, env['TRAZO_DATA_DIR']) : resolve(root, '.trazo');
  return {
    port: readPort(env['PORT'] || '3000'),
    host: env['HOST'] || undefined,
    dataDir,
    archiveDir: env['TRAZO_ARCHIVO_DIR'] ? resolve(from, env['TRAZO_ARCHIVO_DIR']) : join(dataDir, 'archivo'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    redisUrl: env['REDIS_URL'] || undefined,
  };
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new UserError(`PORT debe ser un número entre 1 y 65535, no «${text}».`);
}
