import { literal } from '../../../platform/database/literal.js';
import type { FileName } from '../../periodos/contract.js';
import { type Kind, KINDS } from './column-kinds.js';
import { ENVIO_CODES } from '../../codigos/contract.js';

/** Name of an archived table. */
export type TableName = Exclude<FileName, 'detalle'>;

/** What goes to the archive as a file: its rows belong to envíos, and it is sorted by code. */
export interface ArchivedFile {
  readonly name: FileName;
  /** Column with the envío's id. In the file the code stands for it, except in the envíos themselves. */
  readonly envio: string;
  /** Whether a month of it is a partition. */
  readonly monthly: boolean;
  readonly columns: Readonly<Record<string, keyof typeof KINDS>>;
  /** Types of the columns that are `written`. */
  readonly written: Readonly<Record<string, string>>;
  /** Columns that came later: files that were written before have none of them, which is the same as NULL. */
  readonly later?: readonly string[];
  /** Order within a file. */
  readonly order: string;
  /** Rows of a group. A look-up reads whole groups, and many small ones make the file larger; measured in ADR 19. */
  readonly group: number;
}

/** A table of the write model that goes to the archive. */
export interface ArchivedTable extends ArchivedFile {
  readonly name: TableName;
}

/** Everything an envío is made of. */
export const ARCHIVED_TABLES: readonly ArchivedTable[] = [
  {
    name: 'envios',
    envio: 'id',
    monthly: true,
    columns: {
      codigo: 'text',
      id: 'uuid',
      cliente_id: 'uuid',
      transportista_id: 'uuid',
      creado_en: 'instant',
      fecha_estimada: 'instant',
      origen_lat: 'double',
      origen_lon: 'double',
      destino_lat: 'double',
      destino_lon: 'double',
      bultos: 'integer',
      peso_g: 'integer',
      referencia: 'text',
      destinatario_nombre: 'text',
      destinatario_telefono: 'text',
      destinatario_email: 'text',
      origen_direccion: 'text',
      origen_ciudad: 'text',
      origen_region: 'text',
      origen_pais: 'written',
      origen_codigo_postal: 'text',
      destino_direccion: 'text',
      destino_ciudad: 'text',
      destino_region: 'text',
      destino_pais: 'written',
      destino_codigo_postal: 'text',
    },
    written: { origen_pais: 'char(2)', destino_pais: 'char(2)' },
    order: 'codigo',
    group: 2_048,
  },
  {
    name: 'trazas',
    envio: 'envio_id',
    monthly: true,
    columns: {
      id_evento: 'uuid',
      ocurrido_en: 'instant',
      recibido_en: 'instant',
      secuencia: 'bigint',
      lat: 'double',
      lon: 'double',
      tipo: 'written',
      centro_id: 'uuid',
      dispositivo_id: 'uuid',
      anulada_por: 'uuid',
      motivo: 'text',
      lugar: 'text',
      datos: 'written',
      enviado_en: 'instant',
      ocurrido_en_dispositivo: 'instant',
    },
    written: { tipo: 'tipo_traza', datos: 'jsonb' },
    later: ['enviado_en', 'ocurrido_en_dispositivo'],
    order: 'codigo, ocurrido_en, id_evento',
    group: 16_384,
  },
  {
    name: 'anulaciones',
    envio: 'envio_id',
    monthly: false,
    columns: { id: 'uuid', id_evento: 'uuid', razon: 'text', anulada_en: 'instant', correcciones: 'written' },
    written: { correcciones: 'uuid[]' },
    order: 'codigo, id',
    group: 16_384,
  },
];

/**
 * What the definition of the read model made of each envío when its month left: for lists and figures, which cannot fold
 * the history of a whole month anew. It is never restored from.
 */
export const DETALLE: ArchivedFile = {
  name: 'detalle',
  envio: 'id',
  monthly: true,
  columns: {
    codigo: 'text',
    estado: 'written',
    motivo: 'text',
    primera_traza_en: 'instant',
    ultima_traza_en: 'instant',
    total_trazas: 'integer',
    ultimo_centro_id: 'uuid',
    recogido_en: 'instant',
    fallido_en: 'instant',
    entregado_en: 'instant',
    motivos: 'words',
    motivos_en: 'instants',
    anomalias_reloj: 'integer',
    anomalias_lugar: 'integer',
    anomalia: 'text',
  },
  written: { estado: 'tipo_traza' },
  later: ['anomalias_reloj', 'anomalias_lugar', 'anomalia'],
  order: 'codigo',
  // Nobody looks a single one up.
  group: 122_880,
};

/** All files of an export. */
export const ARCHIVED_FILES: readonly ArchivedFile[] = [...ARCHIVED_TABLES, DETALLE];

const kindOf = (table: ArchivedFile, column: string): Kind =>
  KINDS[table.columns[column] as keyof typeof KINDS];

/** Columns of a file, the code first. */
export function fileColumns(table: ArchivedFile): string[] {
  return [...new Set(['codigo', ...Object.keys(table.columns)])];
}

/**
 * Rows of files with all columns of today, in DuckDB.
 *
 * @param from - What follows FROM.
 */
export function withLater(table: ArchivedFile, from: string): string {
  const nulls = (table.later ?? []).map((column) => {
    const kind = kindOfFile(table, column);
    return `${kind.toFile(`NULL::${kind.csv}`)} AS ${column}`;
  });
  const none = nulls.length > 0 ? ` UNION ALL BY NAME SELECT ${nulls.join(', ')} WHERE false` : '';
  return `(SELECT * FROM ${from}${none})`;
}

/** What goes into the hash for a column: a later one only where it has a value, so that older files keep their hash. */
const hashed = (table: ArchivedFile, column: string, text: string) =>
  table.later?.includes(column) ? `'${column}=' || ${text}` : `coalesce(${text}, chr(1))`;

/** A column of a table, as seen beside its envío `e`. */
const ofTable = (table: ArchivedFile, column: string) =>
  `${column === 'codigo' || table.envio === 'id' ? 'e' : 't'}.${column}`;

const kindOfFile = (table: ArchivedFile, column: string): Kind =>
  column === 'codigo' ? KINDS.text : kindOf(table, column);

/**
 * SELECT of the rows that go to the archive, as CSV columns.
 *
 * @param from - FROM and WHERE, with the envío as `e` and the table as `t`.
 */
export function selectForFile(table: ArchivedFile, from: string): string {
  const list = fileColumns(table).map((column) =>
    kindOfFile(table, column).fromTable(ofTable(table, column)),
  );
  return `SELECT ${list.join(', ')} ${from}`;
}

/** Half of an md5, of 64 bits with their least byte first. */
const half = (from: number) => `reverse(substr(h, ${from}, 8))::bigint`;

/** SELECT of count and hash of the same rows. OFFSET 0: or else the md5 is computed for each half. */
export function hashOfTable(table: ArchivedFile, from: string): string {
  const list = fileColumns(table).map((column) =>
    hashed(table, column, kindOfFile(table, column).textOfTable(ofTable(table, column))),
  );
  return `
    SELECT count(*)::text AS filas, coalesce(sum(${half(1)}), 0)::text AS alta, coalesce(sum(${half(9)}), 0)::text AS baja
    FROM (SELECT decode(md5(concat_ws(chr(31), ${list.join(', ')})), 'hex') AS h
          ${from} OFFSET 0) x`;
}

const LOWER_HALF = `${2n ** 64n - 1n}::UHUGEINT`;

/** SELECT of count and hash of rows of files, in DuckDB. `from` is what follows FROM. */
export function hashOfFile(table: ArchivedFile, from: string): string {
  const list = fileColumns(table).map((column) =>
    hashed(table, column, kindOfFile(table, column).textOfFile(column)),
  );
  return `
    SELECT count(*)::VARCHAR AS filas, coalesce(sum((h & ${LOWER_HALF})::UBIGINT), 0)::VARCHAR AS alta,
      coalesce(sum((h >> 64)::UBIGINT), 0)::VARCHAR AS baja
    FROM (SELECT md5_number(concat_ws(chr(31), ${list.join(', ')})) AS h FROM ${withLater(table, from)} f) x`;
}

/** Reads the CSV of `selectForFile`, in DuckDB, as the columns of a file. */
export function readCsv(table: ArchivedFile, path: string): string {
  const columns = fileColumns(table).map(
    (column) => `${literal(column)}: ${literal(kindOfFile(table, column).csv)}`,
  );
  const list = fileColumns(table).map((column) => `${kindOfFile(table, column).toFile(column)} AS ${column}`);
  return `
    SELECT ${list.join(', ')} FROM read_csv(${literal(path)}, auto_detect = false, header = false, delim = ',',
      quote = '"', escape = '"', new_line = '\\n', nullstr = '', allow_quoted_nulls = false, parallel = false,
      max_line_size = 16777216, columns = {${columns.join(', ')}})`;
}

/** SELECT of the rows of one code as JSON objects, in DuckDB. `$1` is the code. */
export function selectOne(table: ArchivedFile, path: string): string {
  return `SELECT ${fileJson(table)} AS fila FROM ${withLater(table, `read_parquet(${literal(path)}) WHERE codigo = $1`)} f`;
}

/** SELECT of all rows as JSON objects, in DuckDB. */
export function selectJson(table: ArchivedFile, path: string): string {
  return `SELECT ${fileJson(table)} AS fila FROM ${withLater(table, `read_parquet(${literal(path)})`)} f`;
}

/** A row of a file as a JSON object whose values are text, in DuckDB. */
export function fileJson(table: ArchivedFile): string {
  const list = fileColumns(table).map(
    (column) => `${literal(column)}, ${kindOfFile(table, column).toJson(column)}`,
  );
  return `json_object(${list.join(', ')})::VARCHAR`;
}

/**
 * SELECT of rows that came as JSON, as the table has them.
 *
 * @param source - SQL of the JSON array.
 * @param envioId - SQL of the envío's id, or nothing for rows that are found by their code.
 */
export function selectFromJson(table: ArchivedFile, source: string, envioId?: string): string {
  const columns = fileColumns(table);
  const types = columns.map((column) => `${column} ${kindOfFile(table, column).type}`);
  const written: Readonly<Record<string, string>> = table.written;
  const list = columns
    .filter((column) => column !== 'codigo' || table.envio === 'id')
    .map((column) => (written[column] ? `${column}::${written[column]} AS ${column}` : column));
  if (table.envio !== 'id') list.push(`${envioId ?? 'c.envio_id'} AS envio_id`);
  const join = table.envio === 'id' || envioId ? '' : `JOIN ${ENVIO_CODES} c USING (codigo)`;
  return `SELECT ${list.join(', ')} FROM json_to_recordset(${source}) AS t (${types.join(', ')}) ${join}`;
}

/** INSERT of those rows; what is there already stays. */
export function insertFromJson(table: ArchivedFile, into: string, source: string, envioId?: string): string {
  const columns = Object.keys(table.columns);
  if (table.envio !== 'id') columns.push('envio_id');
  const list = columns.join(', ');
  return `
    INSERT INTO ${into} (${list}) SELECT ${list} FROM (${selectFromJson(table, source, envioId)}) n
    ON CONFLICT DO NOTHING`;
}
