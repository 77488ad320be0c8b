import { literal } from '../../../platform/database/literal.js';
import { exactInstant } from '../../../platform/database/instants.js';
import type { Condition } from '../../../platform/read-models/condition.js';

/** Types of PostgreSQL as the files have them. */
const TYPES: Readonly<Record<string, string>> = {
  uuid: 'UUID',
  text: 'VARCHAR',
  tipo_traza: 'VARCHAR',
  timestamptz: 'TIMESTAMP',
};

/** A value as DuckDB writes it. */
export function duckLiteral(value: string, type: string): string {
  const text = type === 'timestamptz' ? exactInstant(value).replace('Z', '') : value;
  return `${literal(text)}::${TYPES[type] ?? 'VARCHAR'}`;
}

/** Columns of words that are compared: what was archived before they were kept in NFC may have them otherwise. */
const WRITTEN_BY_PEOPLE = new Set(['destino_region', 'referencia']);

/** A text of the archive in NFC, as SQL. */
export function inNfc(sql: string): string {
  return `nfc_normalize(${sql})`;
}

/** What a list asks of a row, as DuckDB asks it of the files; `false` for what no archived envío meets. */
export function duckCondition(condition: Condition): string {
  if ('anyOf' in condition) {
    const { column, type, anyOf } = condition;
    return anyOf.length === 0
      ? 'false'
      : `${WRITTEN_BY_PEOPLE.has(column) ? inNfc(column) : column} IN (${anyOf.map((value) => duckLiteral(value, type)).join(', ')})`;
  }
  if ('filled' in condition) return `${condition.column} IS ${condition.filled ? 'NOT ' : ''}NULL`;
  if ('column' in condition) {
    const { column, type, from, to } = condition;
    return [
      'true',
      ...(from === undefined ? [] : [`${column} >= ${duckLiteral(from, type)}`]),
      ...(to === undefined ? [] : [`${column} <= ${duckLiteral(to, type)}`]),
    ].join(' AND ');
  }
  if (condition.late && typeof condition.value === 'string') return duckWords(condition.value);
  // All that is archived is closed.
  if (condition.needs?.column === 'estado') return 'false';
  if (condition.ofClosed) return 'true';
  throw new Error(`The archive cannot be asked: ${condition.sql}`);
}

/** What `unaccent` of PostgreSQL writes otherwise and has no accent to be stripped. */
const LIGATURES = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' };

const WRITTEN = [
  'codigo',
  'substr(codigo, 3, 9)',
  'referencia',
  'destinatario_nombre',
  'destino_ciudad',
  'destinatario_telefono',
  'right(destinatario_telefono, 9)',
  'origen_direccion',
  'destino_direccion',
];

const PLAIN = Object.entries(LIGATURES).reduce(
  (sql, [letter, plain]) => `replace(${sql}, '${letter}', '${plain}')`,
  `lower(strip_accents(concat_ws(' ', ${WRITTEN.join(', ')})))`,
);

/** The words of an envío, each between blanks: what `vector_busqueda` of the migrations makes a vector of. */
const WORDS = `(' ' || regexp_replace(${PLAIN}, '[^\\p{L}\\p{N}]+', ' ', 'g') || ' ')`;

// A lexeme of a tsquery, whether it is the beginning of a word, or what stands between lexemes.
const TOKEN = /'((?:[^']|'')*)'(:\*)?|[&|()]/g;

/** A tsquery of words, of `consulta_busqueda`, as a condition. */
function duckWords(tsquery: string): string {
  const parts = [...tsquery.matchAll(TOKEN)].map(([token, lexeme, beginning]) => {
    if (lexeme === undefined) return { '&': 'AND', '|': 'OR' }[token] ?? token;
    const word = lexeme.replaceAll("''", "'");
    if (word.startsWith('@')) return `cliente_id = ${duckLiteral(word.slice(1), 'uuid')}`;
    return `contains(${WORDS}, ${literal(` ${word}${beginning ? '' : ' '}`)})`;
  });
  return `(${parts.join(' ')})`;
}
