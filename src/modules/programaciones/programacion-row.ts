import type { JobType } from '../../platform/jobs/job-types.js';
import type { Schedule } from '../../platform/schedules/schedule.js';
import type { Queryable } from '../../platform/database/pool.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { formatDuration } from '../../platform/validation/duration.js';
import type { Solapamiento } from './domain/ejecucion.js';
import type { Programacion, UltimaEjecucion } from './programacion.dto.js';

/** How a job runs, as it is stored. */
export interface Reglas {
  nombre: string | null;
  parametros: object;
  cron: string | null;
  cada_s: number | null;
  zona: string;
  solapamiento: Solapamiento;
  ventana_s: number;
  dispersion_s: number;
  limite_s: number | null;
  pausada: boolean;
}

/** A row of `programaciones`. */
export interface ProgramacionRow extends Reglas {
  id: string;
  tipo: JobType;
  version: number;
  proxima_en: string | null;
}

type ProgramacionFull = ProgramacionRow & {
  omitidas: number;
  omitida_en: string | null;
  vacia_en: string | null;
  creada_en: string;
  actualizada_en: string;
  ultima: UltimaEjecucion | null;
};

/** Columns of a `ProgramacionRow`. */
export const PROGRAMACION_COLUMNS = `id, tipo, nombre, parametros, cron, cada_s, zona, solapamiento, ventana_s,
  dispersion_s, limite_s, pausada, version, proxima_en`;

// $1: the one, or null for all.
const SELECT = `
  SELECT ${PROGRAMACION_COLUMNS}, omitidas, omitida_en, vacia_en, creada_en, actualizada_en, u.ultima
  FROM programaciones p LEFT JOIN LATERAL (
    SELECT json_build_object('id', e.id, 'estado', e.estado, 'creadaEn', e.creada_en, 'terminadaEn', e.terminada_en)
      AS ultima
    FROM ejecuciones e WHERE e.programacion_id = p.id AND NOT e.simulacro ORDER BY e.id DESC LIMIT 1
  ) u ON true
  WHERE eliminada_en IS NULL AND ($1::uuid IS NULL OR id = $1)
  ORDER BY tipo, id`;

/** The schedule of a row. */
export function scheduleOf({ cron, cada_s, zona }: Reglas): Schedule {
  return { cron, everyS: cada_s, zone: zona };
}

/** All programaciones, by type. */
export async function listProgramaciones(db: Queryable): Promise<Programacion[]> {
  return (await db.query<ProgramacionFull>(SELECT, [null])).rows.map(toProgramacion);
}

/**
 * One programación.
 *
 * @throws {DomainError} `recurso-desconocido`
 */
export async function readProgramacion(db: Queryable, id: string): Promise<Programacion> {
  const { rows } = await db.query<ProgramacionFull>(SELECT, [id]);
  if (!rows[0]) throw unknownProgramacion(id);
  return toProgramacion(rows[0]);
}

/** There is no such programación. */
export function unknownProgramacion(id: string): DomainError {
  return new DomainError('recurso-desconocido', { recurso: 'programacion', id });
}

function toProgramacion(row: ProgramacionFull): Programacion {
  const duration = (seconds: number | null) => (seconds === null ? null : formatDuration(seconds));
  const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString());
  return {
    id: row.id,
    nombre: row.nombre,
    tipo: row.tipo,
    parametros: row.parametros,
    cron: row.cron,
    cada: duration(row.cada_s),
    zona: row.zona,
    solapamiento: row.solapamiento,
    ventanaRecuperacion: formatDuration(row.ventana_s),
    dispersion: formatDuration(row.dispersion_s),
    tiempoLimite: duration(row.limite_s),
    pausada: row.pausada,
    proximaEn: row.proxima_en,
    // Inside of JSON, PostgreSQL writes instants its own way.
    ultima: row.ultima && {
      ...row.ultima,
      creadaEn: new Date(row.ultima.creadaEn).toISOString(),
      terminadaEn: instant(row.ultima.terminadaEn),
    },
    sinTrabajoEn: row.vacia_en,
    omitidas: row.omitidas,
    omitidaEn: row.omitida_en,
    version: row.version,
    creadaEn: row.creada_en,
    actualizadaEn: row.actualizada_en,
  };
}
