import { join, resolve } from 'node:path';
import type { Config } from '../config/config.js';

/** Directory or URL of the archive, as the configuration has it. */
export function archivePlace({ ARCHIVO_URL, TRAZO_ARCHIVO_DIR }: Config): string {
  return ARCHIVO_URL ?? join(resolve(TRAZO_ARCHIVO_DIR), 'meses');
}
