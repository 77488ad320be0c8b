import { csvFault } from './csv-faults.js';
import { MAX_CELLS, MAX_LINE } from './importacion.dto.js';
import { type QuoteFault, RecordScanner } from './record-scanner.js';

/** Stands before the fault of a line that is none: no text of a file has it. */
export const FAULT_MARK = '\0';

/**
 * Passes a CSV text on as it comes, and ends it where a line grows beyond its bounds: the parser behind it makes a cell of
 * each separator, and never sees more of them than these.
 *
 * A record whose quotes are wrong is passed on as a line that says so: `FAULT_MARK` and the fault, then what may have been
 * its cells. Only its first line is taken for bad: reading goes on with the one after it, as where the quote was meant to
 * end nobody can know. What is read again is at most a record long, and each character is looked at three times at most.
 *
 * @param firstLine - Of the file, that the text begins in.
 * @throws {DomainError} `csv-invalido` with the line that is too long.
 */
export async function* gated(
  texts: AsyncIterable<string>,
  separator: string,
  firstLine: number,
): AsyncGenerator<string> {
  const gate = new Gate(separator, firstLine);
  for await (const text of texts) yield gate.pass(text);
  yield gate.end();
}

class Gate {
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

  /** @returns what of all that came is over, in the form that it goes on. */
  pass(piece: string): string {
    const passed: string[] = [];
    // `from`: what has not been passed on yet. `begun`: the record that is being read, unless it is pending.
    let [text, at, from, begun] = [piece, 0, 0, 0];
    while (at < text.length) {
      if (this.fault) {
        const end = this.endOfLine(text, at, begun);
        if (end === undefined) break;
        passed.push(this.marked(this.take() + text.slice(begun, end)));
        at = from = begun = end;
        continue;
      }
      const step = this.scanner.see(text.charCodeAt(at));
      if (step === 'lineaLarga' || step === 'celdas') throw csvFault(step, this.scanner.linea);
      at += 1;
      if (step === undefined) continue;
      const before = this.take();
      if (step === 'end') {
        passed.push(before);
        begun = at;
        continue;
      }
      [text, at] = [before + text, at + before.length];
      passed.push(text.slice(from, begun));
      from = begun;
      this.fault = step;
      if (this.scanner.firstBreak !== undefined) at = begun + this.scanner.firstBreak;
    }
    passed.push(text.slice(from, begun));
    this.hold(text.slice(begun));
    return passed.join('');
  }

  /** @returns what is left when nothing more comes. */
  end(): string {
    const passed: string[] = [];
    while (!this.fault && !this.scanner.isClosed) {
      this.fault = 'comilla-sin-cerrar';
      const { firstBreak } = this.scanner;
      if (firstBreak === undefined) break;
      const text = this.take();
      passed.push(this.marked(text.slice(0, firstBreak)), this.pass(text.slice(firstBreak)));
    }
    passed.push(this.fault ? this.marked(this.take()) : this.take());
    return passed.join('');
  }

  private hold(text: string): void {
    this.pending.push(text);
    this.held += text.length;
  }

  private take(): string {
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

  /** A bad line as it goes on. Its end comes after it. */
  private marked(line: string): string {
    const cells = [FAULT_MARK + this.fault, ...line.split(this.separator, MAX_CELLS)];
    this.fault = undefined;
    this.scanner.begin(this.scanner.linea);
    return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(this.separator);
  }
}
