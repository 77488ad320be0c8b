import { CsvError, parse } from 'csv-parse';
import { pipeline, Readable } from 'node:stream';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Bilingual } from '../../platform/errors/problems.js';

/** A line of a file: where it begins, and its cells. */
export interface Row {
  linea: number;
  celdas: string[];
}

/** A CSV file, opened: what its first line says, and the lines after it as they arrive. */
export interface CsvFile {
  header: string[];
  separator: string;
  rows: AsyncIterable<Row>;
}

const SEPARATORS = [',', ';', '\t'];
const LONGEST_LINE = 65_536;

const FAULTS = {
  vacio: { es: 'no tiene ninguna línea', en: 'it has no line' },
  binario: {
    es: 'tiene bytes nulos: no es un archivo de texto',
    en: 'it has null bytes: it is no text file',
  },
  codificacion: {
    es: 'no está en UTF-8; guárdelo como «CSV UTF-8»',
    en: 'it is not in UTF-8; save it as "CSV UTF-8"',
  },
  comilla: {
    es: 'hay una comilla que no se cierra',
    en: 'there is a quote that is never closed',
  },
  comillaSuelta: {
    es: 'hay una comilla dentro de un campo; escríbala doble y el campo entre comillas',
    en: 'there is a quote inside a field; double it and quote the field',
  },
  lineaLarga: {
    es: `tiene más de ${LONGEST_LINE} caracteres; quizá falta cerrar una comilla`,
    en: `it has more than ${LONGEST_LINE} characters; perhaps a quote is not closed`,
  },
  cortado: { es: 'la subida se interrumpió', en: 'the upload was interrupted' },
} satisfies Record<string, Bilingual>;

const BY_CODE: Partial<Record<string, keyof typeof FAULTS>> = {
  CSV_QUOTE_NOT_CLOSED: 'comilla',
  CSV_INVALID_CLOSING_QUOTE: 'comillaSuelta',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'comillaSuelta',
  INVALID_OPENING_QUOTE: 'comillaSuelta',
  CSV_MAX_RECORD_SIZE: 'lineaLarga',
};

const fault = (name: keyof typeof FAULTS, linea: number, cause?: unknown) =>
  new DomainError('csv-invalido', { linea, motivo: FAULTS[name] }, [], cause);

/**
 * Reads a CSV file (RFC 4180; separator `,`, `;` or tabulator, by its first line; UTF-8, with or without a byte order
 * mark) as it arrives, holding no more of it than a piece.
 *
 * @param body - Undefined for a request without a body.
 *
 * @throws {DomainError} `csv-invalido` with the line, `archivo-demasiado-grande`; also while `rows` is read.
 */
export async function openCsv(body: Readable | undefined, maxBytes: number): Promise<CsvFile> {
  const texts = decode(body ?? Readable.from([]), maxBytes);
  const { head, separator } = await readHead(texts);
  let begun = 1;
  let skipped = 0;
  const parser = parse({
    delimiter: separator,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: LONGEST_LINE,
    // A record that spans lines is told by its first. Counted here: the parser's own count takes CRLF in quotes twice.
    on_record(celdas, { empty_lines }) {
      const linea = begun + empty_lines - skipped;
      begun = linea + 1 + celdas.reduce((sum, cell) => sum + newlinesIn(cell), 0);
      skipped = empty_lines;
      return [String(linea), ...celdas];
    },
  });
  pipeline(Readable.from(chain(head, texts)), parser, () => undefined);
  const rows = readRows(parser, () => begun);
  const first = await rows.next();
  if (first.done) throw fault('vacio', 1);
  return { header: first.value.celdas, separator, rows };
}

function newlinesIn(cell: string): number {
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}

async function* readRows(parser: AsyncIterable<string[]>, lineNow: () => number): AsyncGenerator<Row> {
  try {
    for await (const [linea, ...celdas] of parser) yield { linea: Number(linea), celdas };
  } catch (error) {
    const name = error instanceof CsvError ? BY_CODE[error.code] : undefined;
    throw name ? fault(name, lineNow(), error) : error;
  }
}

async function* decode(body: Readable, maxBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let linea = 1;
  const toText = (chunk?: Buffer) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (error) {
      throw fault('codificacion', linea, error);
    }
  };
  for await (const chunk of interruptible(body)) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new DomainError('archivo-demasiado-grande', { mib: maxBytes / 1_048_576 });
    if (chunk.includes(0)) throw fault('binario', linea);
    const text = toText(chunk);
    yield text;
    linea += text.split('\n').length - 1;
  }
  yield toText();
}

async function* interruptible(body: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body) yield chunk as Buffer;
  } catch (error) {
    throw new DomainError('csv-invalido', { linea: 1, motivo: FAULTS.cortado }, [], error);
  }
}

/** Reads up to the end of the first line, which tells the separator: the one that it has most of. */
async function readHead(texts: AsyncGenerator<string>): Promise<{ head: string; separator: string }> {
  let head = '';
  while (!/\S[^]*[\r\n]/.test(head) && head.length < LONGEST_LINE) {
    const next = await texts.next();
    if (next.done) break;
    head += next.value;
  }
  const line = /[^\r\n]*\S[^\r\n]*/.exec(head)?.[0] ?? '';
  const countOf = (separator: string) => line.split(separator).length;
  const separator = SEPARATORS.reduce((best, other) => (countOf(other) > countOf(best) ? other : best));
  return { head, separator };
}

async function* chain(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
