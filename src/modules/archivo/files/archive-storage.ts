import type { Provider } from '@nestjs/common';
import { join, resolve } from 'node:path';
import { ArchiveFiles } from '../../../platform/archive/archive-files.js';
import { archivePlace } from '../../../platform/archive/archive-place.js';
import type { ArchiveStore } from '../../../platform/archive/archive-store.js';
import { DirectoryStore } from '../../../platform/archive/directory-store.js';
import { S3Store } from '../../../platform/archive/s3-store.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';

/** Token of the store that the configuration names. */
export const ARCHIVE_STORE = Symbol('ARCHIVE_STORE');

export const archiveStorage: Provider[] = [
  {
    provide: ARCHIVE_STORE,
    inject: [CONFIG],
    useFactory: (config: Config): ArchiveStore =>
      config.ARCHIVO_URL
        ? new S3Store({
            url: archivePlace(config),
            endpoint: config.AWS_ENDPOINT_URL,
            region: config.AWS_REGION,
          })
        : new DirectoryStore(archivePlace(config)),
  },
  {
    provide: ArchiveFiles,
    inject: [ARCHIVE_STORE, CONFIG],
    useFactory: (store: ArchiveStore, config: Config) =>
      new ArchiveFiles(store, {
        copies: join(resolve(config.TRAZO_ARCHIVO_DIR), 'copias'),
        limitBytes: config.TRAZO_ARCHIVO_COPIAS_MIB * 1024 ** 2,
        atOnce: config.TRAZO_ARCHIVO_LECTURAS,
      }),
  },
];
