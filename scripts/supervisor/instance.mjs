/** One instance to a data directory, and its port to itself. What a killed one left behind is cleared away first. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../lib/directories.mjs';
import { UserError } from '../lib/errors.mjs';
import { takeLock } from '../lib/lock.mjs';
import { listenError } from '../lib/ports.mjs';
import { endProcess, isAlive, readRecord, removeRecord, waitUntilGone } from '../lib/processes.mjs';
import { say } from '../lib/terminal.mjs';
import { endOrphanPostgres } from '../services/postgres.mjs';
import { endOrphanRedis } from '../services/redis.mjs';

/** @typedef {import('./config.mjs').LaunchConfig} LaunchConfig */

export const APPS = /** @type {const} */ (['migraciones', 'api', 'worker']);

const OTHER_INSTANCE_MS = 20_000;
const ORPHAN_ENDS_ITSELF_MS = 15_000;

/**
 * @param {LaunchConfig} config
 * @param {AbortSignal} signal
 * @returns {Promise<() => void>} gives the data directory back
 */
export async function occupy({ dataDir, port, host }, signal) {
  const fault = directoryFault(dataDir);
  if (fault) throw new UserError(`TRAZO_DATA_DIR: ${fault}`);
  const release = await takeLock(join(dataDir, 'run', 'instancia.json'), {
    waitMs: OTHER_INSTANCE_MS,
    onWait: ({ pid }) => say(`Otra instancia (proceso ${pid}) usa ${dataDir}; esperando a que termine…`),
    onTimeout: (other) =>
      new UserError(
        `Otra instancia de Trazo usa ${dataDir}: proceso ${other.pid}, puerto ${other.port}.\n` +
          'Párala con Ctrl-C, o elige otro directorio con TRAZO_DATA_DIR (y otro PORT).',
      ),
    port,
    signal,
  });
  try {
    await clearOrphans(dataDir);
    await checkPort(port, host);
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

/**
 * @param {string} dataDir
 * @returns {string | null} why nothing can be written there; null if it can
 */
export function directoryFault(dataDir) {
  try {
    makeDirectory(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    return `no se puede escribir en ${dataDir} (${code}): elige otro directorio`;
  }
}

/** @param {string} dataDir */
async function clearOrphans(dataDir) {
  const records = [...APPS, 'redis', 'postgres'].map((name) => readRecord(appRecord(dataDir, name)));
  if (records.some(isAlive)) say('La instancia anterior no terminó en orden; parando lo que dejó…');
  // The apps first: they end by themselves when their supervisor goes, after the work in hand.
  for (const name of APPS) {
    const file = appRecord(dataDir, name);
    const orphan = readRecord(file);
    if (orphan && !(await waitUntilGone(orphan, ORPHAN_ENDS_ITSELF_MS))) {
      await endProcess(orphan, { signal: 'SIGTERM', timeoutMs: ORPHAN_ENDS_ITSELF_MS });
    }
    removeRecord(file);
  }
  await endOrphanRedis(dataDir);
  await endOrphanPostgres(dataDir);
}

/**
 * @param {string} dataDir
 * @param {string} name
 */
export function appRecord(dataDir, name) {
  return join(dataDir, 'run', `${name}.json`);
}

/**
 * @param {number} port
 * @param {string | undefined} host
 */
async function checkPort(port, host) {
  // Loopback of both families too: with somebody else on one of them, http://localhost would answer for him.
  for (const address of new Set([host ?? '0.0.0.0', '127.0.0.1', '::1'])) {
    const code = await listenError(port, address);
    if (code === 'EADDRINUSE') {
      throw new UserError(
        `El puerto ${port} ya está en uso por otro programa. Elige otro: PORT=${port + 1} npm start`,
      );
    }
    if (code === 'EACCES')
      throw new UserError(`Este usuario no puede abrir el puerto ${port}. Elige uno desde el 1024.`);
  }
}
