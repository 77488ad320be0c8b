import { Registry } from '../registry/registry.js';
import type { ChangeLog } from './change-log.js';

/**
 * A read model: a definition over the write model, materialized month by month, with what changed since laid over it.
 * Everything else (tables, views, refresh, reading) follows from this declaration.
 */
export interface ReadModel {
  /** Name without prefix, `X`: gives `def_X`, `vm_X_<month>`, `delta_X` and `vista_X`. */
  readonly name: string;
  /** File below `prisma/views/` with the SELECT that defines it. One row a key. */
  readonly definition: string;
  /**
   * Tables of the definition that are divided by month, each written right after FROM or JOIN. A month's own definition
   * reads their partitions of that month and nothing else.
   */
  readonly monthly: readonly string[];
  /** Column that identifies a row: a UUIDv7, whose time says which month the row belongs to. */
  readonly key: string;
  /**
   * Columns that are dear to compute and only read one row at a time, or by what sums up the base. They are stored in the
   * base, but for a changed row they are computed when it is read instead of at every change.
   */
  readonly lazy: readonly string[];
  /**
   * Indexes of every month of the base, beside the unique one of the key: what follows the table's name in CREATE INDEX.
   * They are paid for at each refresh, by the rows that changed.
   */
  readonly indexes: readonly string[];
  /** What is noted of each month's base at its refresh, so that lists pass by months that cannot have what they ask for. */
  readonly zones?: {
    /** Columns whose least and greatest value are noted. */
    readonly ranges: readonly string[];
    /** Columns whose values are noted, as long as they are few. */
    readonly sets: readonly string[];
    /**
     * What lists ask for all day and only the last months have much of, by the values of a column. What older months have
     * left over of it stands together in a table, `resto_X`, so that no list has to look for it month by month.
     */
    readonly rest?: { readonly column: string; readonly values: readonly string[] };
  };
  /** How a row moves on without being computed anew; left out if it never does. */
  readonly advance?: Advance;
  /**
   * Table whose rows every writer of this read model locks before anything else, so that a rebuild can make all of them
   * wait at once, and no reader.
   */
  readonly writersLock: string;
  /** Where its changes are written down, by the statements that take them into the delta; nowhere if left out. */
  readonly log?: ChangeLog;
}

/** A short way for the change that is by far the most frequent: rows that come after all that a row has seen. */
export interface Advance {
  /**
   * File below `prisma/views/` with a SELECT of all columns of `actual`, the rows as readers see them, and of those that
   * change as they are after `nuevas`, the new rows, `_nuevo` behind their name. A key that it leaves out is computed from
   * the definition.
   */
  readonly definition: string;
  /** Columns that change. */
  readonly columns: readonly string[];
  /** Columns of `nuevas` beside `clave`, the key that a new row belongs to, with their types. */
  readonly rows: Readonly<Record<string, string>>;
}

/** What an advance calls a column as it is after the new rows. */
export const nextName = (column: string) => `${column}_nuevo`;

/** All read models, which modules declare. */
export const readModels = new Registry<ReadModel>('El modelo de lectura');
