import type { ArchiveTurn } from './archive-turn.js';

/** A run of the archive as whoever started it wants to follow it: what a job gets fits. */
export interface ArchiveRun {
  /** Say what would be done, and touch nothing. */
  readonly simulacro: boolean;
  readonly signal: AbortSignal;
  progress(done: number, total: number | null, unit?: string): void;
  log(line: string): void;
  /** A safe point: throws when the run has to stop. */
  checkpoint(): Promise<void>;
}

/** A run of whoever holds the lock of the archive. Its signal is aborted, too, when the lock is lost. */
export interface HeldRun extends ArchiveRun {
  readonly turn: ArchiveTurn;
}

/** A run that nobody follows. */
export const UNATTENDED: ArchiveRun = {
  simulacro: false,
  signal: new AbortController().signal,
  progress: () => undefined,
  log: () => undefined,
  checkpoint: async () => undefined,
};
