import { readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { DomainError } from '../errors/domain-error.js';
import { makeDirectory } from '../files/make-directory.js';
import { type ArchiveStore, storeFailure } from './archive-store.js';
import { digestOf } from './file-digest.js';
import { Turnstile } from '../lifecycle/turnstile.js';

/** A file of the archive as its manifest has it. */
export interface KnownFile {
  key: string;
  sha256: string;
  bytes: number;
}

export interface ArchiveFilesOptions {
  /** Where copies of a store that is elsewhere are kept. */
  copies: string;
  /** Most bytes of copies. */
  limitBytes: number;
  /** Files that may be fetched and checked at a time. */
  atOnce: number;
}

/** Cold reads that may wait for one of the places. */
const QUEUE_PER_PLACE = 4;

/**
 * Files of the archive to read from: here, whole, and what their manifest says. A file is checked once a process, and
 * again when it changed; the first look at one is a cold read, and few of those go on at a time.
 */
export class ArchiveFiles {
  private readonly checked = new Map<string, string>();
  private readonly opening = new Map<string, Promise<string>>();
  private readonly turnstile: Turnstile;

  constructor(
    private readonly store: ArchiveStore,
    private readonly options: ArchiveFilesOptions,
  ) {
    const refuse = () => new DomainError('archivo-ocupado');
    this.turnstile = new Turnstile(options.atOnce, options.atOnce * QUEUE_PER_PLACE, refuse);
  }

  /**
   * The path of a file that may be read now.
   *
   * @throws {DomainError} `archivo-ocupado` when too many ask for cold files, `archivo-no-disponible`, `archivo-danado`
   */
  async open(file: KnownFile): Promise<string> {
    const path = this.store.pathOf(file.key) ?? join(this.options.copies, file.key);
    const stamp = await stampOf(path);
    if (stamp && this.checked.get(file.key) === stamp) return path;
    const opening = this.opening.get(file.key) ?? this.turnstile.pass(() => this.check(file, path));
    this.opening.set(file.key, opening);
    try {
      return await opening;
    } finally {
      this.opening.delete(file.key);
    }
  }

  /**
   * Forgets that these files were checked, and drops copies of them.
   *
   * @throws {DomainError} `archivo-no-disponible`
   */
  async forget(prefix: string): Promise<void> {
    for (const key of this.checked.keys()) if (key.startsWith(`${prefix}/`)) this.checked.delete(key);
    const { copies } = this.options;
    await rm(join(copies, prefix), { recursive: true, force: true }).catch((error: unknown) => {
      throw storeFailure(copies, error);
    });
  }

  private async check(file: KnownFile, path: string): Promise<string> {
    const local = this.store.pathOf(file.key) !== undefined;
    if (!local && !(await stampOf(path))) await this.fetch(file, path);
    const { sha256 } = await digestOf(path).catch((error: unknown) => {
      throw storeFailure(this.store.place, error);
    });
    if (sha256 !== file.sha256) {
      if (!local) await rm(path, { force: true });
      throw new DomainError('archivo-danado', { fichero: file.key });
    }
    const stamp = await stampOf(path);
    if (stamp) this.checked.set(file.key, stamp);
    return path;
  }

  private async fetch(file: KnownFile, path: string): Promise<void> {
    await makeDirectory(dirname(path));
    await this.makeRoom(file.bytes);
    const temporary = `${path}.${randomUUID()}`;
    try {
      await this.store.get(file.key, temporary);
      await rename(temporary, path);
    } catch (error) {
      throw storeFailure(this.store.place, error);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Drops the oldest copies. One that is being read stays readable until it is closed. */
  private async makeRoom(bytes: number): Promise<void> {
    const { copies, limitBytes } = this.options;
    const entries = await readdir(copies, { recursive: true, withFileTypes: true });
    const files = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async ({ parentPath, name }) => {
          const path = join(parentPath, name);
          const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
          return { path, size, mtimeMs };
        }),
    );
    let total = bytes + files.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size } of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (total <= limitBytes) return;
      await rm(path, { force: true });
      total -= size;
    }
  }
}

/** What changes when a file does; undefined when there is none. */
async function stampOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && `${found.size} ${found.mtimeMs} ${found.ino}`;
}
