import { marked } from './formula-mark.js';

/** What makes spreadsheets of Windows take a file for UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A text that is quoted lest its white space be cut. */
export const ENDS_IN_WHITE_SPACE = /^\s|\s$/;

/** What a cell may hold; null and undefined are an empty one. */
export type Cell = string | number | boolean | null | undefined;

/**
 * A line of CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in front of it, one with
 * white space at its ends is quoted: an import gives both back as they were.
 */
export function csvLine(cells: readonly Cell[], separator: string): string {
  return `${cells.map((cell) => written(cell, separator)).join(separator)}\r\n`;
}

function written(cell: Cell, separator: string): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = marked(cell);
  const quoted = text.includes(separator) || /["\r\n]/.test(text) || ENDS_IN_WHITE_SPACE.test(text);
  return quoted ? `"${text.replaceAll('"', '""')}"` : text;
}
