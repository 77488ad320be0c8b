import { Inject, Injectable } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { storeFailure } from '../../platform/archive/archive-store.js';
import { Duck } from '../../platform/archive/duck.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { makeDirectory } from '../../platform/files/make-directory.js';

/** A place to work on a month: a directory for files that are not finished, and a DuckDB that may spill into it. */
export interface Bench {
  directory: string;
  duck: Duck;
}

/** Lends a place to work, and clears it up before and after. */
@Injectable()
export class Workbench {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** @param name - Whoever uses the same name at the same time gets in the other's way. */
  async use<T>(name: string, work: (bench: Bench) => Promise<T>): Promise<T> {
    const directory = join(this.config.TRAZO_ARCHIVO_DIR, 'trabajo', name);
    try {
      await rm(directory, { recursive: true, force: true });
      await makeDirectory(directory);
    } catch (error) {
      throw storeFailure(this.config.TRAZO_ARCHIVO_DIR, error);
    }
    const duck = await Duck.open({ memoryMib: this.config.TRAZO_ARCHIVO_MEMORIA_MIB, spillDir: directory });
    try {
      return await work({ directory, duck });
    } finally {
      duck.close();
      await rm(directory, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}
