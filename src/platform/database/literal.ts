/** A text as SQL writes it, PostgreSQL (with `standard_conforming_strings`, its default) and DuckDB alike. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
