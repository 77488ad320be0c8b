import { cellsOf } from './csv-cells.js';
import { csvFault } from './csv-faults.js';
import { MAX_CELLS, MAX_LINE } from './importacion.dto.js';
import { type QuoteFault, RecordScanner } from './record-scanner.js';

/** A line of a file: where it begins, and its cells. */
export interface Row {
  linea: number;
  celdas: string[];
  /** What is wrong with its quotes; then its cells are what may have been meant. */
  fallo?: QuoteFault;
}

/**
 * Reads the records of a CSV text as it comes, and ends it where a line grows beyond its bounds. A record of which every cell
 * is empty is none.
 *
 * A record whose quotes are wrong says so. Only its first line is taken for bad: reading goes on with the one after it, as
 * where the quote was meant to end nobody can know. What is read again is at most a record long, and each character is looked
 * at three times at most.
 *
 * @param firstLine - Of the file, that the text begins in.
 * @throws {DomainError} `csv-invalido` with the line that is too long.
 */
export async function* recordsOf(
  texts: AsyncIterable<string>,
  separator: string,
  firstLine: number,
): AsyncGenerator<Row> {
  const reader = new RecordReader(separator, firstLine);
  for await (const text of texts) yield* reader.pass(text);
  yield* reader.end();
}

class RecordReader {
  private readonly scanner: RecordScanner;
  /** What has come of a record that is not over, and how many characters that is. */
  private pending: string[] = [];
  private held = 0;
  /** What is wrong with a line whose end has not come. */
  private fault: QuoteFault | undefined;

  constructor(
    private readonly separator: string,
    firstLine: number,
  ) {
    this.scanner = new RecordScanner(separator, firstLine);
  }

  /** @returns what of all that came is over. */
  pass(piece: string): Row[] {
    const rows: Row[] = [];
    // `begun`: where the record begins that is being read, unless it is pending.
    let [text, at, begun] = [piece, 0, 0];
    while (at < text.length) {
      if (this.fault) {
        const end = this.endOfLine(text, at, begun);
        if (end === undefined) break;
        rows.push(this.badRow(this.take() + text.slice(begun, end), this.fault));
        at = begun = end;
        continue;
      }
      const step = this.scanner.see(text.charCodeAt(at));
      if (step === 'lineaLarga' || step === 'celdas') throw csvFault(step, this.scanner.linea);
      at += 1;
      if (step === undefined) continue;
      const before = this.take();
      if (step === 'end') {
        this.addRow(rows, before + text.slice(begun, at - 1), this.scanner.ended);
        begun = at;
        continue;
      }
      [text, at] = [before + text, at + before.length];
      this.fault = step;
      if (this.scanner.firstBreak !== undefined) at = begun + this.scanner.firstBreak;
    }
    this.hold(text.slice(begun));
    return rows;
  }

  /** @returns what is left when nothing more comes. */
  end(): Row[] {
    const rows: Row[] = [];
    while (!this.fault && !this.scanner.isClosed) {
      this.fault = 'comilla-sin-cerrar';
      const { firstBreak } = this.scanner;
      if (firstBreak === undefined) break;
      const text = this.take();
      rows.push(this.badRow(text.slice(0, firstBreak), this.fault), ...this.pass(text.slice(firstBreak)));
    }
    if (this.fault) rows.push(this.badRow(this.take(), this.fault));
    else this.addRow(rows, this.take(), this.scanner.linea);
    return rows;
  }

  private addRow(rows: Row[], record: string, linea: number): void {
    const celdas = cellsOf(record, this.separator);
    if (celdas.some((cell) => cell !== '')) rows.push({ linea, celdas });
  }

  private hold(text: string): void {
    this.pending.push(text);
    this.held += text.length;
  }

  private take(): string {
    if (this.pending.length === 0) return '';
    const text = this.pending.join('');
    this.pending = [];
    this.held = 0;
    return text;
  }

  /** Where a bad line ends. */
  private endOfLine(text: string, at: number, begun: number): number | undefined {
    let end = at;
    while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end += 1;
    if (this.held + end - begun > MAX_LINE) throw csvFault('lineaLarga', this.scanner.linea);
    return end < text.length ? end : undefined;
  }

  /** A bad line. Its end comes after it. */
  private badRow(line: string, fallo: QuoteFault): Row {
    const { linea } = this.scanner;
    this.fault = undefined;
    this.scanner.begin(linea);
    return { linea, celdas: line.split(this.separator, MAX_CELLS), fallo };
  }
}
