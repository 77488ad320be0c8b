/** Conditions of a list with their parameters, put together one by one. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly conditions: string[] = [];

  /** The name of a new parameter with this value. */
  parameter(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  /** One more condition that has to be met. */
  add(condition: string): void {
    this.conditions.push(condition);
  }

  /** The column has this value, if one is asked for. */
  equal(column: string, value: unknown): void {
    if (value !== undefined) this.add(`${column} = ${this.parameter(value)}`);
  }

  /** Each of the words is the beginning of one of the text's, without regard to accents and case. */
  words(text: string, words: string | undefined): void {
    if (words === undefined) return;
    this.add(`array_to_tsvector(palabras_de(${text})) @@ (
      SELECT string_agg(quote_literal(palabra) || ':*', ' & ') FROM unnest(palabras_de(${this.parameter(words)})) palabra)::tsquery`);
  }

  /** All of them as a WHERE clause; empty if there is none. */
  sql(): string {
    return this.conditions.length > 0 ? `WHERE ${this.conditions.join(' AND ')}` : '';
  }
}
