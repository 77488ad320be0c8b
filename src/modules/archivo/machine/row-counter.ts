import { Transform } from 'node:stream';
import type { ArchiveRun } from '../run/archive-run.js';
import type { Pace } from '../run/courtesy.js';

const NEWLINE = 0x0a;

/**
 * Passes CSV on, at a pace, and tells the run how many rows went by: about as many, since a line may break inside of a text.
 *
 * @param total - How many there are to come; null if nobody knows.
 */
export function countRows(run: ArchiveRun, pace: Pace, total: number | null, unit: string): Transform {
  let rows = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) rows += 1;
      run.progress(Math.min(rows, total ?? rows), total, unit);
      pace.rest().then(() => done(null, chunk), done);
    },
  });
}
