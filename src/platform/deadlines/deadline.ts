import { DiscoveryService } from '@nestjs/core';
import type { Queryable } from '../database/pool.js';

/**
 * "At this instant, look at this row": a column of a table that says when a row is due, and what is done then.
 *
 * The instant is in the row itself, so the transactions that change the row also set, move and clear it. Waiting costs only an
 * index on the column, of the rows in which it is not null.
 */
export interface Deadline<Row extends object = Record<string, unknown>> {
  /** Its name, kebab-case. */
  readonly name: string;
  /** The table, and its column of `timestamptz` that says when a row is due; null when it is not. */
  readonly table: string;
  readonly column: string;
  /** Columns that identify a row; `due` is given these. */
  readonly key: readonly string[];
  /** Rows that are taken at a time; 100 if left out. */
  readonly batchSize?: number;
  /**
   * Does the work, in the transaction that holds the rows. It must give each row a later instant, clear it, or delete the
   * row. So the work is done exactly once, whatever is killed. If left out, rows that are due are deleted.
   *
   * @throws any error. The rows are then taken one by one, and one that fails is tried again a minute later.
   */
  due?(rows: readonly Row[], db: Queryable): Promise<void>;
}

/** Marks a provider as a `Deadline`: worker processes find it and keep it. */
export const KeepsDeadline = DiscoveryService.createDecorator<void>();

/** Rows that are taken at a time, if a deadline does not say. */
export const BATCH_SIZE = 100;
