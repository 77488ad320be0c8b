import type { Actividad, DeQuien } from './kpi.dto.js';

/** Columns of a group, of which there are those that were asked for. */
export interface GroupRow {
  dia?: string;
  transportista_id?: string;
  transportista_nombre?: string | null;
  cliente_id?: string;
  cliente_nombre?: string | null;
  region?: string;
  origen?: string;
  clave?: string;
}

/** Sums of the class `diario`. */
export const ACTIVITY_SUMS = {
  creados: 'coalesce(sum(creados), 0)::float8',
  entregados: 'coalesce(sum(entregados), 0)::float8',
  con_promesa: 'coalesce(sum(con_promesa), 0)::float8',
  a_tiempo: 'coalesce(sum(a_tiempo), 0)::float8',
  primeros: 'coalesce(sum(primeros), 0)::float8',
  primeros_bien: 'coalesce(sum(primeros_bien), 0)::float8',
} as const;

export type ActivityRow = Record<keyof typeof ACTIVITY_SUMS, number>;

/** A day on which nothing happened. */
export const NOTHING: ActivityRow = {
  creados: 0,
  entregados: 0,
  con_promesa: 0,
  a_tiempo: 0,
  primeros: 0,
  primeros_bien: 0,
};

export function toActividad(row: ActivityRow): Actividad {
  return {
    creados: row.creados,
    entregados: row.entregados,
    conFechaEstimada: row.con_promesa,
    aTiempo: row.a_tiempo,
    proporcionATiempo: share(row.a_tiempo, row.con_promesa),
    primerosIntentos: row.primeros,
    logradosAlPrimero: row.primeros_bien,
    proporcionAlPrimero: share(row.primeros_bien, row.primeros),
  };
}

/** What a row is about, as the wire wants it; a lane keeps its region to itself. */
export function toDesglose({ dia, region, origen, ...row }: GroupRow) {
  return {
    ...(dia !== undefined && { dia }),
    ...(row.transportista_id !== undefined && {
      transportista: { id: row.transportista_id, nombre: row.transportista_nombre ?? '' } satisfies DeQuien,
    }),
    ...(row.cliente_id !== undefined && {
      cliente: { id: row.cliente_id, nombre: row.cliente_nombre ?? '' } satisfies DeQuien,
    }),
    ...(region !== undefined && origen === undefined && { region }),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}
