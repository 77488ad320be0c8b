import { stringify } from 'csv-stringify/sync';
import { Readable } from 'node:stream';
import { DomainError } from '../errors/domain-error.js';
import { preferredType } from '../http/accept.js';
import { ENDS_IN_WHITE_SPACE } from './csv-writer.js';
import { marked } from './formula-mark.js';

type Format = 'text/csv' | 'application/x-ndjson';

const TYPES: Record<Format, string> = {
  'text/csv': 'text/csv; charset=utf-8; header=present',
  'application/x-ndjson': 'application/x-ndjson',
};

/** Media types that a list is written in. */
export const LIST_TYPES = Object.keys(TYPES) as Format[];

/** A file that is still being written. */
export interface ListFile {
  stream: Readable;
  type: string;
  /** What to call it. */
  name: string;
}

/** A file of a list that somebody asks for. */
export interface ListAsked<Row> {
  /** What to call it, without what says its format. */
  name: string;
  /** The header of that name. */
  accept: string | undefined;
  /** Columns of a CSV: names of fields, with a point where they are inside another. */
  columns: readonly string[];
  /** Whether a CSV begins with a byte order mark. */
  bom: boolean;
  /** What a line of NDJSON has of a row; all of it if left out. */
  pick?: (row: Row) => object;
}

/**
 * Rows as CSV or as one JSON object a line. Page after page, each read when the one before has gone out: no connection and no
 * snapshot is held while a slow client reads. The first is read before the answer begins, so that what is wrong is still
 * said as a problem.
 *
 * @param pages - What is in memory at a time; a page may be empty.
 * @throws {DomainError} `formato-no-disponible`, and what the first page throws
 */
export async function listFile<Row extends object>(
  { name, accept, columns, bom, pick = (row) => row }: ListAsked<Row>,
  pages: AsyncGenerator<readonly Row[]>,
): Promise<ListFile> {
  const format = preferredType(accept, LIST_TYPES);
  if (!format) throw new DomainError('formato-no-disponible', { tipos: LIST_TYPES.join(', ') });
  const csv = format === 'text/csv';
  const lines: Lines<Row> = csv ? csvLines(columns, bom) : jsonLines(pick);
  const first = await pages.next();
  const stream = Readable.from(write(first.done ? [] : first.value, pages, lines), { highWaterMark: 1 });
  return { stream, type: TYPES[format], name: `${name}.${csv ? 'csv' : 'ndjson'}` };
}

async function* write<Row>(
  first: readonly Row[],
  others: AsyncGenerator<readonly Row[]>,
  lines: Lines<Row>,
): AsyncGenerator<string> {
  yield lines(first, true);
  for await (const page of others) if (page.length > 0) yield lines(page, false);
}

/** Rows as text; the first ones may come with a header. */
type Lines<Row> = (rows: readonly Row[], first: boolean) => string;

const jsonLines =
  <Row>(pick: (row: Row) => object): Lines<Row> =>
  (rows) =>
    rows.map((row) => `${JSON.stringify(pick(row))}\n`).join('');

/** RFC 4180, as `csvLine` writes it: an import of the file gives the same. */
const csvLines =
  <Row>(columns: readonly string[], bom: boolean): Lines<Row> =>
  (rows, header) =>
    stringify([...rows], {
      columns: [...columns],
      header,
      bom: header && bom,
      cast: { string: marked, boolean: String },
      quoted_match: ENDS_IN_WHITE_SPACE,
      record_delimiter: 'windows',
    });
