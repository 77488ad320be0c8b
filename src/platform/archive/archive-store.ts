import { DomainError } from '../errors/domain-error.js';

/** Where the files of the archive are kept. */
export interface ArchiveStore {
  /** For people: a directory or a URL. */
  readonly place: string;
  /**
   * Keeps a local file under a key; it replaces what was there at once or not at all. The local file may be gone
   * afterwards. When this resolves, the file survives a crash.
   */
  put(key: string, file: string): Promise<void>;
  /** Copies what is kept under a key to a local file. */
  get(key: string, file: string): Promise<void>;
  /** Removes everything whose key begins with `prefix`; nothing if there is none. */
  remove(prefix: string): Promise<void>;
  /** The file behind a key, for a store whose files are local. */
  pathOf(key: string): string | undefined;
  /** Lets go of connections. */
  close(): void;
}

/** The store is away, full, read-only, or does not have what it should: nothing is lost, and it may be tried again. */
export function storeFailure(place: string, cause: unknown): DomainError {
  if (cause instanceof DomainError) return cause;
  const motivo = cause instanceof Error ? cause.message : String(cause);
  return new DomainError('archivo-no-disponible', { lugar: place, motivo }, [], cause);
}
