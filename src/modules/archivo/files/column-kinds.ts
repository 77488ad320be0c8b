/** How a column travels: what it is in a Parquet file, and what of it goes into the hash on either side. */
export interface Kind {
  /** Type of the column in the CSV that PostgreSQL sends. */
  csv: string;
  /** From the CSV's column to the file's. */
  toFile(column: string): string;
  /** What PostgreSQL sends. */
  fromTable(column: string): string;
  /** The same text on both sides, for the hash. */
  textOfTable(column: string): string;
  textOfFile(column: string): string;
  /** The file's column as JSON that `json_to_recordset` reads with `type`, and as the CSV that COPY reads. */
  toJson(column: string): string;
  type: string;
}

const asText = (column: string) => `${column}::text`;
const asVarchar = (column: string) => `${column}::VARCHAR`;
const asIs = (column: string) => column;

const plain = (csv: string, type: string): Kind => ({
  csv,
  toFile: asIs,
  fromTable: asIs,
  textOfTable: asText,
  textOfFile: asVarchar,
  toJson: asVarchar,
  type,
});

const milliseconds = (column: string) => `(date_part('epoch', ${column}) * 1000)::bigint`;
const millisecondsOfAll = (column: string) =>
  `CASE WHEN ${column} IS NOT NULL THEN (SELECT array_agg(${milliseconds('x')})::text FROM unnest(${column}) x) END`;

/** All kinds of columns. */
export const KINDS = {
  uuid: plain('UUID', 'uuid'),
  text: plain('VARCHAR', 'text'),
  integer: plain('INTEGER', 'integer'),
  bigint: plain('BIGINT', 'bigint'),
  /** Enums, arrays, JSON: kept as the text that PostgreSQL writes, so that the very same value comes back. */
  written: { ...plain('VARCHAR', 'text'), fromTable: asText },
  // The 64 bits themselves: two programs write the same number differently.
  double: {
    ...plain('DOUBLE', 'double precision'),
    textOfTable: (column: string) => `('x' || encode(float8send(${column}), 'hex'))::bit(64)::text`,
    textOfFile: (column: string) => `${column}::BIT::VARCHAR`,
  },
  instant: {
    ...plain('BIGINT', 'timestamptz'),
    toFile: (column: string) => `make_timestamp_ms(${column})::TIMESTAMP_MS`,
    fromTable: milliseconds,
    textOfTable: (column: string) => `${milliseconds(column)}::text`,
    textOfFile: (column: string) => `epoch_ms(${column})::VARCHAR`,
    toJson: (column: string) => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`,
  },
  /** Words without commas, and instants: only what sums them up reads them. */
  words: { ...plain('VARCHAR', 'text'), fromTable: asText },
  instants: {
    ...plain('VARCHAR', 'text'),
    fromTable: millisecondsOfAll,
    textOfTable: millisecondsOfAll,
  },
} satisfies Record<string, Kind>;
