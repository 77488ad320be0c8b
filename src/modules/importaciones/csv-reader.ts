import { Readable } from 'node:stream';
import { decode } from './csv-decoder.js';
import { csvFault, type CsvFault } from './csv-faults.js';
import { readHead } from './csv-head.js';
import { recordsOf, type Row } from './csv-records.js';
import type { QuoteFault } from './record-scanner.js';

export type { Row } from './csv-records.js';

/** A CSV file, opened: what its first line says, and the lines after it as they arrive. */
export interface CsvFile {
  header: string[];
  separator: string;
  rows: AsyncIterable<Row>;
}

/** How a header is refused. */
const OF_HEADER: Record<QuoteFault, CsvFault> = {
  'comilla-sin-cerrar': 'comilla',
  'comilla-suelta': 'comillaSuelta',
};

/**
 * Reads a CSV file (RFC 4180; separator `,`, `;` or tabulator, by its first line or by `sep=`; UTF-8, with or without a byte
 * order mark) as it arrives, holding no more of it than a piece. Its lines are bounded before anything is made of them:
 * `MAX_LINE` characters, `MAX_CELLS` cells. A line of which every cell is empty is none. One whose quotes are wrong says
 * so, and those after it are read.
 *
 * @param body - Undefined for a request without a body.
 *
 * @throws {DomainError} `csv-invalido` with the line, `archivo-demasiado-grande`; also while `rows` is read.
 */
export async function openCsv(body: Readable | undefined, maxBytes: number): Promise<CsvFile> {
  const texts = decode(body ?? Readable.from([]), maxBytes);
  const { text: head, separator, linea: firstLine } = await readHead(texts);
  const rows = recordsOf(chain(head, texts), separator, firstLine);
  const first = await rows.next();
  if (first.done) throw csvFault('vacio', 1);
  if (first.value.fallo) throw csvFault(OF_HEADER[first.value.fallo], first.value.linea);
  return { header: first.value.celdas, separator, rows };
}

async function* chain(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
