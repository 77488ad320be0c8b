import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { storeFailure } from '../../../platform/archive/archive-store.js';
import { Duck } from '../../../platform/archive/duck.js';
import { makeDirectory } from '../../../platform/files/make-directory.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';

/** A place to work on a month: a directory for files that are not finished, and a DuckDB that may spill into it. */
export interface Bench {
  directory: string;
  duck: Duck;
}

/** What is so old was left by a process that was killed, whatever it was about. */
const ABANDONED_MS = 86_400_000;

/** Begin the names of places of those who do not hold the lock of the archive. */
const BESIDE = ['recuento-', 'consultas-'] as const;

/** Lends places to work, each of which is its user's alone. */
@Injectable()
export class Workbench {
  private readonly place: string;

  /** Where questions of this process about whole months put what does not fit into memory. */
  readonly spillDir: string;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.place = join(config.TRAZO_ARCHIVO_DIR, 'trabajo');
    this.spillDir = join(this.place, `${BESIDE[1]}${randomUUID()}`);
  }

  /** For a step of whoever holds the lock of the archive. */
  use<T>(step: string, work: (bench: Bench) => Promise<T>): Promise<T> {
    return this.lend(`${step}-${randomUUID()}`, work);
  }

  /** For somebody who only looks, beside whoever works. */
  useBeside<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
    return this.lend(`${BESIDE[0]}${randomUUID()}`, work);
  }

  /** Removes what jobs have left here that were killed. Only for whoever has just got the lock of the archive. */
  async clear(): Promise<void> {
    const names = await readdir(this.place).catch(() => []);
    for (const name of names) {
      const path = join(this.place, name);
      if (BESIDE.some((prefix) => name.startsWith(prefix)) && !(await isAbandoned(path))) continue;
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  private async lend<T>(name: string, work: (bench: Bench) => Promise<T>): Promise<T> {
    const directory = join(this.place, name);
    await makeDirectory(directory).catch((error: unknown) => {
      throw storeFailure(this.config.TRAZO_ARCHIVO_DIR, error);
    });
    try {
      const duck = await Duck.open({ memoryMib: this.config.TRAZO_ARCHIVO_MEMORIA_MIB, spillDir: directory });
      try {
        return await work({ directory, duck });
      } finally {
        duck.close();
      }
    } finally {
      await rm(directory, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.mtimeMs < Date.now() - ABANDONED_MS;
}
