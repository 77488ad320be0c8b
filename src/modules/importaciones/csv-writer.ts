/** A line of CSV (RFC 4180). */
export function csvLine(cells: readonly (string | number)[], separator: string): string {
  return `${cells.map((cell) => quoted(String(cell), separator)).join(separator)}\r\n`;
}

function quoted(cell: string, separator: string): string {
  return cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
