import type { Provider } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { createPool } from '../../../platform/database/pool.js';

/** Token of the pool for the archive's own work: its statements may take as long as they need. */
export const ARCHIVE_POOL = Symbol('ARCHIVE_POOL');

/** One connection holds the lock, one works, one notes, one looks whether others are at work. */
const CONNECTIONS = 4;

export const archivePool: Provider = {
  provide: ARCHIVE_POOL,
  inject: [CONFIG],
  useFactory: ({ DATABASE_URL }: Config) =>
    createPool(DATABASE_URL, { max: CONNECTIONS, name: 'trazo archivo' }),
};
