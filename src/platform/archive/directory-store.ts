import { copyFile, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeDirectory } from '../files/make-directory.js';
import { type ArchiveStore, storeFailure } from './archive-store.js';

/** The archive as a directory. Files are put in place by a rename, after everything that a crash could undo. */
export class DirectoryStore implements ArchiveStore {
  constructor(readonly place: string) {}

  async put(key: string, file: string): Promise<void> {
    try {
      const target = this.pathOf(key);
      const made = await makeDirectory(dirname(target));
      await sync(file);
      await rename(file, target);
      await sync(dirname(target));
      // A directory that is new is known by the one above it.
      if (made)
        for (let path = dirname(target); path.startsWith(dirname(made)); path = dirname(path))
          await sync(path);
    } catch (error) {
      throw storeFailure(this.place, error);
    }
  }

  async get(key: string, file: string): Promise<void> {
    await copyFile(this.pathOf(key), file).catch((error: unknown) => {
      throw storeFailure(this.place, error);
    });
  }

  async remove(prefix: string): Promise<void> {
    await rm(join(this.place, prefix), { recursive: true, force: true }).catch((error: unknown) => {
      throw storeFailure(this.place, error);
    });
  }

  pathOf(key: string): string {
    return join(this.place, key);
  }

  close(): void {
    // Nothing is kept open.
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
