const QUOTE = '"';

/**
 * The cells of a CSV record whose quotes are right (RFC 4180). White space around a cell, and around its quotes, is none.
 *
 * @param record - Without the end of its line.
 */
export function cellsOf(record: string, separator: string): string[] {
  if (!record.includes(QUOTE)) return record.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  for (let at = 0; at <= record.length;) {
    const end = endOfCell(record, at, separator);
    cells.push(unquoted(record.slice(at, end).trim()));
    at = end + separator.length;
  }
  return cells;
}

/** Where the separator behind a cell stands, or where the record ends. */
function endOfCell(record: string, from: number, separator: string): number {
  let quoted = false;
  for (let at = from; at < record.length; at += 1) {
    // A doubled quote closes the cell and opens it again at once.
    if (record[at] === QUOTE) quoted = !quoted;
    else if (!quoted && record[at] === separator) return at;
  }
  return record.length;
}

const unquoted = (cell: string): string =>
  cell.startsWith(QUOTE) ? cell.slice(1, -1).replaceAll('""', QUOTE) : cell;
