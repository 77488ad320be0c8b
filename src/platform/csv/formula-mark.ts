/** What a spreadsheet takes for the beginning of a formula, behind any apostrophes. */
const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A text with an apostrophe in front if a spreadsheet would take it for a formula. `plainText` takes it away again. */
export function marked(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** A cell without the apostrophe that `marked` put in front of it. */
export function plainText(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
