import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a directory and those above it that are missing. Not `mkdir` with `recursive`: where the system refuses a
 * directory with ENOENT though the one above it is there, as in /proc, Node tries again for ever.
 *
 * @returns the first one that had to be made, as `mkdir` does; undefined if it was there.
 * @throws what the system says of the first one that it refuses.
 */
export async function makeDirectory(path: string): Promise<string | undefined> {
  const missing: string[] = [];
  for (let directory = resolve(path); !(await isDirectory(directory)); directory = dirname(directory)) {
    missing.push(directory);
    if (dirname(directory) === directory) break;
  }
  for (const directory of missing.reverse())
    await mkdir(directory).catch(async (error: unknown) => {
      // Somebody else may have made it meanwhile; what is there and no directory stays an error.
      if (!(await isDirectory(directory))) throw error;
    });
  return missing[0];
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}
