import { join, resolve } from 'node:path';
import { UserError } from '../lib/errors.mjs';

/**
 * What the launcher itself needs to know; the program reads and checks the rest.
 * @typedef {object} LaunchConfig
 * @property {number} port 0: a free one
 * @property {string | undefined} host
 * @property {string} dataDir absolute
 * @property {string} archiveDir where the archive is: of this instance alone
 * @property {string} mailDir where the mailbox is: of this instance alone
 * @property {string | undefined} dataKeyFile undefined: one in the data directory, which is made if it is missing
 * @property {string | undefined} databaseUrl undefined: an own PostgreSQL
 * @property {string | undefined} redisUrl undefined: an own Redis
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root the repository
 * @returns {LaunchConfig}
 */
export function readLaunchConfig(env, root) {
  const dataDir = dataDirOf(env, root);
  return {
    port: readPort(env['PORT'] || '3000'),
    host: env['HOST'] || undefined,
    dataDir,
    archiveDir: env['TRAZO_ARCHIVO_DIR']
      ? resolve(whereTheUserStands(env), env['TRAZO_ARCHIVO_DIR'])
      : join(dataDir, 'archivo'),
    mailDir: env['TRAZO_CORREO_DIR']
      ? resolve(whereTheUserStands(env), env['TRAZO_CORREO_DIR'])
      : join(dataDir, 'correo'),
    dataKeyFile: env['TRAZO_LLAVE_DATOS_ARCHIVO']
      ? resolve(whereTheUserStands(env), env['TRAZO_LLAVE_DATOS_ARCHIVO'])
      : undefined,
    databaseUrl: env['DATABASE_URL'] || undefined,
    redisUrl: env['REDIS_URL'] || undefined,
  };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root the repository
 */
export function dataDirOf(env, root) {
  return env['TRAZO_DATA_DIR']
    ? resolve(whereTheUserStands(env), env['TRAZO_DATA_DIR'])
    : resolve(root, '.trazo');
}

/**
 * npm runs scripts in the repository's root and says where the user stood: a relative path is meant from there.
 * @param {NodeJS.ProcessEnv} env
 */
function whereTheUserStands(env) {
  return env['INIT_CWD'] ?? process.cwd();
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UserError(`PORT debe ser un número entre 0 y 65535, no «${text}».`);
}
