import { MAX_CELLS, MAX_LINE } from './importacion.dto.js';

/** What is wrong with the quotes of a line. */
export type QuoteFault = 'comilla-sin-cerrar' | 'comilla-suelta';

/** What the next character makes of a record: its end, a fault of its quotes, or a bound that it breaks. */
export type Step = 'end' | QuoteFault | 'lineaLarga' | 'celdas' | undefined;

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = /\s/;

type State = 'begun' | 'plain' | 'quoted' | 'quote' | 'closed';

/** Follows one record of a CSV text after the other, character by character (RFC 4180; white space around quotes is none). */
export class RecordScanner {
  /** Line of the file that the record begins on. */
  linea: number;
  /** Line that the record began on which ended last. */
  ended = 0;
  /** Characters from its beginning to the end of its first line, where quotes carry it on to a second one. */
  firstBreak: number | undefined;
  private state: State = 'begun';
  private length = 0;
  private cells = 1;
  private breaks = 0;
  private afterCr = false;
  private readonly separator: number;

  constructor(separator: string, firstLine: number) {
    this.separator = separator.charCodeAt(0);
    this.linea = firstLine;
  }

  /** Whether the text may end here. */
  get isClosed(): boolean {
    return this.state !== 'quoted';
  }

  see(code: number): Step {
    const isBreak = code === LF || code === CR;
    if (isBreak && (code === CR || !this.afterCr)) this.breaks += 1;
    this.afterCr = code === CR;
    if (isBreak && this.isClosed) {
      this.ended = this.linea;
      this.begin(this.linea + this.breaks);
      return 'end';
    }
    if (isBreak) this.firstBreak ??= this.length;
    this.length += 1;
    if (this.length > MAX_LINE) return this.firstBreak === undefined ? 'lineaLarga' : 'comilla-sin-cerrar';
    if (code === this.separator && this.isClosed) {
      this.state = 'begun';
      this.cells += 1;
      return this.cells > MAX_CELLS ? 'celdas' : undefined;
    }
    return this.enter(code);
  }

  /** Begins a record. */
  begin(linea: number): void {
    this.linea = linea;
    this.firstBreak = undefined;
    this.state = 'begun';
    [this.length, this.cells, this.breaks] = [0, 1, 0];
  }

  private enter(code: number): QuoteFault | undefined {
    const isQuote = code === QUOTE;
    switch (this.state) {
      case 'quoted':
        if (isQuote) this.state = 'quote';
        return undefined;
      case 'plain':
        return isQuote ? 'comilla-suelta' : undefined;
      case 'begun':
        if (isQuote) this.state = 'quoted';
        else if (!isSpace(code)) this.state = 'plain';
        return undefined;
      case 'quote':
        // A doubled quote goes on with what it seemed to end.
        if (isQuote) this.state = 'quoted';
        else if (isSpace(code)) this.state = 'closed';
        else return 'comilla-suelta';
        return undefined;
      case 'closed':
        return isSpace(code) ? undefined : 'comilla-suelta';
    }
  }
}

function isSpace(code: number): boolean {
  return code <= 0x20 || (code >= 0x80 && SPACE.test(String.fromCharCode(code)));
}
