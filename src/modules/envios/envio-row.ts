import type { Fuente } from '../../platform/read-models/read-one.js';
import type { EnvioDetalle, EnvioResumen } from './envio.dto.js';
import { toTraza, type TrazaRow } from './traza-row.js';

/** Columns of `vista_envios_detalle` that every answer shows. */
export const RESUMEN_COLUMNS = [
  'id',
  'codigo',
  'referencia',
  'estado',
  'motivo',
  'cliente_id',
  'cliente_nombre',
  'transportista_id',
  'transportista_nombre',
  'destinatario_nombre',
  'destinatario_telefono',
  'destinatario_email',
  'origen_direccion',
  'origen_ciudad',
  'origen_region',
  'origen_pais',
  'origen_codigo_postal',
  'origen_lat',
  'origen_lon',
  'destino_direccion',
  'destino_ciudad',
  'destino_region',
  'destino_pais',
  'destino_codigo_postal',
  'destino_lat',
  'destino_lon',
  'bultos',
  'peso_g',
  'creado_en',
  'fecha_estimada',
  'primera_traza_en',
  'ultima_traza_en',
  'total_trazas',
  'anomalias_reloj',
  'anomalias_lugar',
  'ultimo_centro_id',
] as const;

/** Names of others that an answer shows. */
const NAMES = ['cliente_nombre', 'transportista_nombre'] as const;

/** Those columns that are read as the view has them. */
export const STORED_COLUMNS = RESUMEN_COLUMNS.filter((column) => !NAMES.some((name) => name === column));

/**
 * And those that come from where they are kept, one probe each, so that a changed name shows at once. The view has them too,
 * and follows.
 */
export const CURRENT_NAMES = NAMES.map((column) => {
  const recurso = column.replace('_nombre', '');
  return `(SELECT n.nombre FROM ${recurso}s n WHERE n.id = ${recurso}_id) AS ${column}`;
});

/** All that a detail shows. */
export const DETALLE_COLUMNS = [...STORED_COLUMNS, ...CURRENT_NAMES, 'historial'];

/** A row of the view, without its history. */
export type ResumenRow = Record<(typeof RESUMEN_COLUMNS)[number], never>;

/** A row of the view with its history. */
export type DetalleColumns = ResumenRow & { historial: TrazaRow[] | null };

/** The same, and where it was read from. */
export type DetalleRow = DetalleColumns & { fuente: Fuente | 'archivo' | 'historial' };

/** A row as the wire wants it. */
export function toResumen(row: ResumenRow): EnvioResumen {
  return {
    id: row.id,
    codigo: row.codigo,
    referencia: row.referencia,
    estado: row.estado,
    motivo: row.motivo,
    cliente: { id: row.cliente_id, nombre: row.cliente_nombre },
    transportista: { id: row.transportista_id, nombre: row.transportista_nombre },
    destinatario: {
      nombre: row.destinatario_nombre,
      telefono: row.destinatario_telefono,
      email: row.destinatario_email,
    },
    origen: {
      direccion: row.origen_direccion,
      ciudad: row.origen_ciudad,
      region: row.origen_region,
      pais: row.origen_pais,
      codigoPostal: row.origen_codigo_postal,
      lat: row.origen_lat,
      lon: row.origen_lon,
    },
    destino: {
      direccion: row.destino_direccion,
      ciudad: row.destino_ciudad,
      region: row.destino_region,
      pais: row.destino_pais,
      codigoPostal: row.destino_codigo_postal,
      lat: row.destino_lat,
      lon: row.destino_lon,
    },
    bultos: row.bultos,
    pesoG: row.peso_g,
    creadoEn: row.creado_en,
    fechaEstimada: row.fecha_estimada,
    primeraTrazaEn: row.primera_traza_en,
    ultimaTrazaEn: row.ultima_traza_en,
    totalTrazas: row.total_trazas,
    // Those that were archived before there was a count have none.
    anomalias: { reloj: row.anomalias_reloj ?? 0, lugar: row.anomalias_lugar ?? 0 },
    ultimoCentroId: row.ultimo_centro_id,
  };
}

/** A row with its history, as the wire wants it. */
export function toDetalle(row: DetalleRow): EnvioDetalle {
  const historial = (row.historial ?? []).map(toTraza);
  return { ...toResumen(row), fuente: row.fuente, historial };
}
