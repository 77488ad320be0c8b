import { problemDocument, type Language } from '../../platform/errors/problem-document.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { isProblemCode } from '../../platform/errors/problem-registry.js';
import type { Queryable } from '../../platform/database/pool.js';
import type { RunProblem } from '../../platform/jobs/run-ledger.js';
import type { JobType } from '../../platform/jobs/job-types.js';
import type { EstadoEjecucion, Origen } from './domain/ejecucion.js';
import type { Ejecucion, LineaRegistro, ProblemaEjecucion, Progreso } from './ejecucion.dto.js';

/** A row of `ejecuciones`. */
export interface EjecucionRow {
  id: string;
  programacion_id: string;
  tipo: JobType;
  parametros: object;
  estado: EstadoEjecucion;
  simulacro: boolean;
  origen: Origen;
  iniciada_por: string | null;
  reintento_de: string | null;
  prevista_en: string | null;
  hecho: number | null;
  total: number | null;
  unidad: string | null;
  por_segundo: number | null;
  lineas: number;
  resultado: object | null;
  problema: RunProblem | null;
  intentos: number;
  worker: string | null;
  cancelacion_en: string | null;
  cancelada_por: string | null;
  creada_en: string;
  iniciada_en: string | null;
  terminada_en: string | null;
}

/** Columns of an `EjecucionRow`. */
export const EJECUCION_COLUMNS = `id, programacion_id, tipo, parametros, estado, simulacro, origen, iniciada_por,
  reintento_de, prevista_en, hecho, total, unidad, por_segundo, lineas, resultado, problema, intentos, worker,
  cancelacion_en, cancelada_por, creada_en, iniciada_en, terminada_en`;

/**
 * One run.
 *
 * @throws {DomainError} `recurso-desconocido`
 */
export async function readEjecucion(db: Queryable, id: string): Promise<EjecucionRow> {
  const row = await findEjecucion(db, id);
  if (!row) throw unknownEjecucion(id);
  return row;
}

/** One run, if there is one. */
export async function findEjecucion(db: Queryable, id: string): Promise<EjecucionRow | undefined> {
  const text = `SELECT ${EJECUCION_COLUMNS} FROM ejecuciones WHERE id = $1`;
  return (await db.query<EjecucionRow>(text, [id])).rows[0];
}

/** There is no such run. */
export function unknownEjecucion(id: string): DomainError {
  return new DomainError('recurso-desconocido', { recurso: 'ejecucion', id });
}

/** A row as the wire wants it. */
export function toEjecucion(row: EjecucionRow, language: Language): Ejecucion {
  return {
    id: row.id,
    programacionId: row.programacion_id,
    tipo: row.tipo,
    parametros: row.parametros,
    estado: row.estado,
    simulacro: row.simulacro,
    origen: row.origen,
    iniciadaPor: row.iniciada_por,
    reintentoDe: row.reintento_de,
    previstaEn: row.prevista_en,
    progreso: progressOf(row),
    lineas: row.lineas,
    resultado: row.resultado,
    problema: row.problema && problemOf(row, row.problema, language),
    intentos: row.intentos,
    worker: row.worker,
    cancelacionEn: row.cancelacion_en,
    canceladaPor: row.cancelada_por,
    creadaEn: row.creada_en,
    iniciadaEn: row.iniciada_en,
    terminadaEn: row.terminada_en,
  };
}

function progressOf({ hecho, total, unidad, por_segundo, estado }: EjecucionRow): Progreso | null {
  if (hecho === null) return null;
  const porSegundo = por_segundo === null ? null : Math.max(0, por_segundo);
  const known = estado === 'en_curso' && total !== null && porSegundo !== null && porSegundo > 0;
  return {
    hecho,
    total,
    unidad,
    porSegundo,
    restanteS: known ? Math.max(0, (total - hecho) / porSegundo) : null,
  };
}

function problemOf(
  { id }: EjecucionRow,
  { code, params, fields }: RunProblem,
  language: Language,
): ProblemaEjecucion {
  // The row may be of a version that knew other problems.
  const known = isProblemCode(code) ? code : 'interno';
  const context = { language, instance: `/v1/ejecuciones/${id}`, requestId: '' };
  const { type, title, detail, errors } = problemDocument(new DomainError(known, params, fields), context);
  const faults = (errors ?? []).map((each) => ` ${each.pointer}: ${each.detail}`);
  return { type, title, detail: `${detail}${faults.join('')}` };
}

/** Lines of a run's log after one of them, at most so many. */
export async function listLineas(
  db: Queryable,
  id: string,
  after: number,
  limit: number,
): Promise<LineaRegistro[]> {
  const { rows } = await db.query<LineaRegistro>(
    `SELECT numero, escrita_en AS en, texto FROM ejecucion_lineas WHERE ejecucion_id = $1 AND numero > $2
     ORDER BY numero LIMIT $3`,
    [id, after, limit],
  );
  return rows;
}
