import { csvFault } from './csv-faults.js';
import { MAX_CELLS, MAX_LINE } from './importacion.dto.js';
import { LineCounter } from './line-counter.js';

const QUOTE = 0x22;

/**
 * Passes a CSV text on as it comes, and ends it where a line grows beyond its bounds: the parser behind it makes a cell of
 * each separator, and never sees more of them than these.
 *
 * @param firstLine - Of the file, that the text begins in.
 * @throws {DomainError} `csv-invalido` with the line on which the long one begins.
 */
export async function* bounded(
  texts: AsyncIterable<string>,
  separator: string,
  firstLine: number,
): AsyncGenerator<string> {
  const lines = new LineCounter();
  const separatorCode = separator.charCodeAt(0);
  let [begun, length, cells, quoted] = [1, 0, 1, false];
  for await (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (lines.see(code) && !quoted) {
        [begun, length, cells] = [lines.linea, 0, 1];
        continue;
      }
      // A doubled quote opens what it has just closed.
      if (code === QUOTE) quoted = !quoted;
      else if (code === separatorCode && !quoted) cells += 1;
      length += 1;
      if (length <= MAX_LINE && cells <= MAX_CELLS) continue;
      // The parser gets what comes before: a quote in the wrong place is a better reason than the length it leads to.
      yield text.slice(0, at);
      throw csvFault(length > MAX_LINE ? 'lineaLarga' : 'celdas', firstLine + begun - 1);
    }
    yield text;
  }
}
