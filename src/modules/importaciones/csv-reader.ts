import { parse } from 'csv-parse';
import { pipeline, Readable } from 'node:stream';
import { decode } from './csv-decoder.js';
import { csvFault, type CsvFault } from './csv-faults.js';
import { FAULT_MARK, gated } from './csv-gate.js';
import { readHead } from './csv-head.js';
import type { QuoteFault } from './record-scanner.js';

/** A line of a file: where it begins, and its cells. */
export interface Row {
  linea: number;
  celdas: string[];
  /** What is wrong with its quotes; then its cells are what may have been meant. */
  fallo?: QuoteFault;
}

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
  let begun = firstLine;
  let skipped = 0;
  const parser = parse({
    delimiter: separator,
    // Named, not found out from the first line: what ends a line for the bounds must end it for the parser.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    // A record that spans lines is told by its first. Counted here: the parser's own count takes CRLF in quotes twice.
    on_record(celdas, { empty_lines }) {
      const linea = begun + empty_lines - skipped;
      begun = linea + 1 + celdas.reduce((sum, cell) => sum + newlinesIn(cell), 0);
      skipped = empty_lines;
      // Nothing of a blank line is kept.
      return celdas.some((cell) => cell !== '') ? [String(linea), ...celdas] : null;
    },
  });
  const source = Readable.from(gated(chain(head, texts), separator, firstLine));
  pipeline(source, parser, () => undefined);
  const rows = readRows(parser);
  const first = await rows.next();
  if (first.done) throw csvFault('vacio', 1);
  if (first.value.fallo) throw csvFault(OF_HEADER[first.value.fallo], first.value.linea);
  return { header: first.value.celdas, separator, rows };
}

function newlinesIn(cell: string): number {
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}

async function* readRows(parser: AsyncIterable<string[]>): AsyncGenerator<Row> {
  for await (const [linea, first, ...others] of parser) {
    const fallo = first?.startsWith(FAULT_MARK) ? (first.slice(FAULT_MARK.length) as QuoteFault) : undefined;
    if (fallo) yield { linea: Number(linea), celdas: others, fallo };
    else yield { linea: Number(linea), celdas: first === undefined ? [] : [first, ...others] };
  }
}

async function* chain(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
