import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Actor } from '../../platform/access/actor.js';
import type { Queryable } from '../../platform/database/pool.js';
import { POOL } from '../../platform/database/tokens.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import type { Row } from './csv-reader.js';
import type { TipoImportacion } from './importacion.dto.js';

/** A line that was refused, and why. */
export interface LineaRefused extends Row {
  fields: FieldError[];
}

/** What a line became. */
export interface LineaTaken {
  linea: number;
  codigo: string;
  /** Of the traza's event or of the envío. */
  id: string;
}

/** Up to 500 lines of a file that is worked off. */
export interface Lote {
  importacionId: string;
  numero: number;
  tipo: TipoImportacion;
  /** Who sent the file: its lines may do what it may. Null for a file of a version that did not know. */
  actor: Actor | null;
  /** When its file was here whole, RFC 3339. */
  receivedAt: string;
  /** Field of each cell; empty for one that nothing is taken from. */
  columnas: string[];
  /** Attempts that failed. */
  intentos: number;
  rows: Row[];
  /** Undefined until it has been decided which lines are refused. */
  refused: LineaRefused[] | undefined;
}

const BEGIN =
  'INSERT INTO importaciones (id, tipo, columnas, separador, solicitante) VALUES ($1, $2, $3, $4, $5)';
const ADD_LOTE = 'INSERT INTO importacion_lotes (importacion_id, numero, filas) VALUES ($1, $2, $3)';
const RECEIVED = 'UPDATE importaciones SET recibida_en = clock_timestamp(), lineas = $2 WHERE id = $1';
const DISCARD = 'DELETE FROM importaciones WHERE id = $1';

// What a process that was killed during an upload has left behind: nobody was told its id.
const DISCARD_ABANDONED = `
  DELETE FROM importaciones WHERE recibida_en IS NULL AND creada_en < now() - interval '1 day'`;

// Lowest number first, so that a short file need not wait until a long one is through; what failed goes to the back.
const NEXT_LOTE = `
  SELECT l.importacion_id AS "importacionId", l.numero, l.intentos, l.filas, l.errores, i.tipo, i.columnas,
         i.solicitante AS actor,
         i.recibida_en AS "receivedAt"
  FROM importacion_lotes l JOIN importaciones i ON i.id = l.importacion_id
  WHERE l.terminado_en IS NULL AND i.recibida_en IS NOT NULL
  ORDER BY l.intentos, l.numero, l.importacion_id
  LIMIT 1`;

const DECIDE = 'UPDATE importacion_lotes SET errores = $3 WHERE importacion_id = $1 AND numero = $2';

const FINISH = `
  UPDATE importacion_lotes
  SET filas = NULL, resultados = $3, aceptadas = $4, rechazadas = $5, terminado_en = clock_timestamp()
  WHERE importacion_id = $1 AND numero = $2`;

const FAILED =
  'UPDATE importacion_lotes SET intentos = intentos + 1 WHERE importacion_id = $1 AND numero = $2';

/** A line as it is stored: its number and its cells, or, if its quotes are wrong, as it is. */
type StoredRow = readonly [number, ...string[]] | Row;

function toRow(stored: StoredRow): Row {
  if ('fallo' in stored) return stored;
  const [linea, ...celdas] = stored as readonly [number, ...string[]];
  return { linea, celdas };
}

type LoteRow = Omit<Lote, 'rows' | 'refused'> & { filas: string; errores: string | null };

/** Keeps uploaded files until they are worked off. */
@Injectable()
export class ImportacionStore {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  async begin(
    id: string,
    tipo: TipoImportacion,
    header: readonly string[],
    separator: string,
    actor: Actor,
  ): Promise<void> {
    await this.pool.query(DISCARD_ABANDONED);
    await this.pool.query(BEGIN, [id, tipo, header, separator, JSON.stringify(actor)]);
  }

  async addLote(id: string, numero: number, rows: readonly Row[]): Promise<void> {
    const filas = JSON.stringify(rows.map((row) => (row.fallo ? row : [row.linea, ...row.celdas])));
    await this.pool.query(ADD_LOTE, [id, numero, filas]);
  }

  /** The file is here whole: from the commit of this on it is worked off. */
  async markReceived(db: Pick<Queryable, 'query'>, id: string, lineas: number): Promise<void> {
    await db.query(RECEIVED, [id, lineas]);
  }

  async discard(id: string): Promise<void> {
    await this.pool.query(DISCARD, [id]);
  }

  /** The lote to do next, or undefined when all are done. */
  async nextLote(): Promise<Lote | undefined> {
    const [row] = (await this.pool.query<LoteRow>(NEXT_LOTE)).rows;
    if (!row) return undefined;
    const { filas, errores, ...lote } = row;
    const rows = (JSON.parse(filas) as StoredRow[]).map(toRow);
    return { ...lote, rows, refused: errores === null ? undefined : (JSON.parse(errores) as LineaRefused[]) };
  }

  /** Writes down which lines are refused. A second attempt at the lote keeps to it. */
  async decide({ importacionId, numero }: Lote, refused: readonly LineaRefused[]): Promise<void> {
    await this.pool.query(DECIDE, [importacionId, numero, JSON.stringify(refused)]);
  }

  async markFailed({ importacionId, numero }: Lote): Promise<void> {
    await this.pool.query(FAILED, [importacionId, numero]);
  }

  async finish({ importacionId, numero, rows }: Lote, taken: readonly LineaTaken[]): Promise<void> {
    const resultados = JSON.stringify(taken.map(({ linea, codigo, id }) => [linea, codigo, id]));
    const rejected = rows.length - taken.length;
    await this.pool.query(FINISH, [importacionId, numero, resultados, taken.length, rejected]);
  }
}
