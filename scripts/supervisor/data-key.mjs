import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The file with the key that encrypts secrets in the database of this instance. It is made once: without it they cannot be read
 * any more.
 *
 * @param {string} dataDir
 * @returns {string} its path
 */
export function ownDataKeyFile(dataDir) {
  const file = join(dataDir, 'llave-datos');
  if (!existsSync(file))
    writeFileSync(file, `1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return file;
}
