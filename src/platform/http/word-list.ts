import type { Queryable } from '../database/pool.js';
import { isUuid } from '../validation/fields.js';
import type { SearchPageInput } from '../validation/page.dto.js';
import type { Cursors } from './cursors.js';
import type { Page } from './page.js';

/** A table of reference data whose rows are listed, newest first, and found by words. */
export interface WordList {
  table: string;
  /** Columns to answer, `id` among them: a UUIDv7, so that its order is that of creation. */
  columns: string;
  /** The text whose words are found, written as its index has it. */
  text: string;
}

// Every word has to be the beginning of one of the row's. $3: the words.
const found = (text: string) => `
  AND array_to_tsvector(palabras_de(${text})) @@ (
    SELECT string_agg(quote_literal(palabra) || ':*', ' & ') FROM unnest(palabras_de($3)) palabra)::tsquery`;

// $1: only what comes after this id, or null; $2: rows at most.
const select = ({ table, columns, text }: WordList, searched: boolean) => `
  SELECT ${columns} FROM ${table} WHERE ($1::uuid IS NULL OR id < $1)${searched ? found(text) : ''}
  ORDER BY id DESC LIMIT $2`;

/**
 * A page of reference data.
 *
 * @throws {DomainError} `validacion` for a cursor of another list
 */
export async function listByWords<Row extends { id: string }>(
  db: Queryable,
  signers: Cursors,
  list: WordList,
  { limit, cursor, q }: SearchPageInput,
): Promise<Page<Row>> {
  const query = [list.table, q ?? null];
  const cursors = await signers.open();
  const [after = null] = cursor ? cursors.decode<[string]>(query, cursor, [isUuid]) : [];
  const values = [after, limit + 1, ...(q === undefined ? [] : [q])];
  const { rows } = await db.query<Row>(select(list, q !== undefined), values);
  return cursors.page(rows, limit, query, ({ id }) => [id]);
}
