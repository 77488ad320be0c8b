import { MAX_LINE } from './importacion.dto.js';
import { LineCounter } from './line-counter.js';

const SEPARATORS = [',', ';', '\t'];

/** What spreadsheets write before the header to say how the cells are separated. */
const DECLARED = /^"?sep=([,;|\t])"?[ \t]*$/i;

/** How a file begins. */
export interface Head {
  /** From the header on, as far as it has been read. */
  text: string;
  separator: string;
  /** Line of the file that `text` begins in. */
  linea: number;
}

/** Reads up to the end of the header, which tells the separator: the one that it has most of, unless `sep=` says it. */
export async function readHead(texts: AsyncGenerator<string>): Promise<Head> {
  const lines = new Lines(texts);
  const first = await lines.next();
  const declared = DECLARED.exec(first)?.[1];
  if (!declared) return lines.head(mostFrequent(first));
  lines.drop();
  await lines.next();
  return lines.head(declared);
}

function mostFrequent(line: string): string {
  const countOf = (separator: string) => line.split(separator).length;
  return SEPARATORS.reduce((best, other) => (countOf(other) > countOf(best) ? other : best));
}

/** The first lines of a file that are not blank. Every character is looked at once, however small the pieces are. */
class Lines {
  private text = '';
  private end = 0;
  private readonly counter = new LineCounter();

  constructor(private readonly texts: AsyncGenerator<string>) {}

  /** The next line that is not blank, without its end; as much of it as a line may have. */
  async next(): Promise<string> {
    let [at, visible] = [0, false];
    for (;;) {
      for (; at < this.text.length; at += 1) {
        const character = this.text.charAt(at);
        const ends = character === '\n' || character === '\r';
        if (ends && visible) return this.text.slice(0, (this.end = at));
        if (ends) {
          this.cut(at + 1);
          at = -1;
        } else visible ||= character.trim() !== '';
      }
      const piece = at > MAX_LINE ? undefined : await this.texts.next();
      if (!piece || piece.done) return this.text.slice(0, (this.end = at));
      this.text += piece.value;
    }
  }

  /** Leaves out the line that was read last. Its end belongs to the blank lines after it. */
  drop(): void {
    this.cut(this.end);
  }

  head(separator: string): Head {
    return { text: this.text, separator, linea: this.counter.linea };
  }

  private cut(end: number): void {
    this.counter.add(this.text.slice(0, end));
    this.text = this.text.slice(end);
  }
}
