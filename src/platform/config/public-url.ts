import type { Config } from './config.js';

/** A path of ours as people outside reach it. @param path - From `/` on. */
export const publicUrl = ({ TRAZO_URL_PUBLICA }: Pick<Config, 'TRAZO_URL_PUBLICA'>, path: string): string =>
  TRAZO_URL_PUBLICA.replace(/\/$/, '') + path;
