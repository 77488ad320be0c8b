import { shallow } from '../../platform/database/json-text.js';
import { isUuid } from '../../platform/validation/fields.js';
import type { EstadoRechazo } from './domain/rechazo.js';
import type { TrazaPosted } from './domain/tanda.js';
import type { FiltroRechazos, Rechazo } from './rechazo.dto.js';
import type { RazonRechazo } from './verdict.js';

/** Columns of `rechazos`, as every statement selects them. */
export const RECHAZO_COLUMNS = `
  id, estado, razon, detalle, id_evento, codigo, tanda_id, indice, recibida_en, rechazada_en, cuerpo, intentos,
  intentado_en, resuelto_en, resuelto_por, resuelto_motivo`;

// $1..$4: the values of a filter, each null if it does not matter.
export const RECHAZO_FILTER = `
  ($1::text IS NULL OR razon = $1) AND ($2::text IS NULL OR codigo = $2)
  AND ($3::timestamptz IS NULL OR rechazada_en >= $3) AND ($4::timestamptz IS NULL OR rechazada_en < $4)`;

/** The values of `RECHAZO_FILTER`. */
export function filterValues({ razon, codigo, desde, hasta }: FiltroRechazos): (string | null)[] {
  return [razon ?? null, codigo ?? null, desde ?? null, hasta ?? null];
}

/** A row of `rechazos`. */
export interface RechazoRow {
  id: string;
  estado: EstadoRechazo;
  razon: RazonRechazo;
  detalle: string | null;
  id_evento: string;
  codigo: string;
  tanda_id: string;
  indice: number;
  recibida_en: string;
  rechazada_en: string;
  cuerpo: string;
  intentos: number;
  intentado_en: string | null;
  resuelto_en: string | null;
  resuelto_por: string | null;
  resuelto_motivo: string | null;
}

/** The traza of a row, as it was posted. */
export function trazaOf({ cuerpo }: Pick<RechazoRow, 'cuerpo'>): TrazaPosted {
  return JSON.parse(cuerpo) as TrazaPosted;
}

/** Levels of a body that are shown as such; what is deeper is shown as its JSON text. */
const MAX_LEVELS = 64;

/** A row as the wire wants it. */
export function toRechazo(row: RechazoRow): Rechazo {
  const cuerpo = trazaOf(row);
  return {
    id: row.id,
    estado: row.estado,
    razon: row.razon,
    detalle: row.detalle,
    idEvento: row.id_evento,
    codigo: row.codigo,
    dispositivoId: isUuid(cuerpo?.dispositivoId) ? (cuerpo.dispositivoId ?? null) : null,
    tandaId: row.tanda_id,
    indice: row.indice,
    recibidaEn: row.recibida_en,
    rechazadaEn: row.rechazada_en,
    cuerpo: shallow(cuerpo, MAX_LEVELS) as object,
    intentos: row.intentos,
    intentadoEn: row.intentado_en,
    resueltoEn: row.resuelto_en,
    resueltoPor: row.resuelto_por,
    resueltoMotivo: row.resuelto_motivo,
  };
}
