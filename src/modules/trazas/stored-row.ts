import { storedInstant } from '../../platform/database/instants.js';
import { isDeeper } from '../../platform/database/json-text.js';
import { horaOf } from './domain/reloj.js';
import type { TrazaPosted } from './domain/tanda.js';

/** A traza whose envío is known and locked. */
export interface TrazaRow {
  envioId: string;
  /** When we took it in, RFC 3339. */
  receivedAt: string;
  traza: Omit<TrazaPosted, 'codigo'>;
  /** Its place in a tanda, which may be delivered again; none where it comes once. */
  tandaId?: string;
  index?: number;
}

/** The same, with its time as it is stored. */
export interface StoredRow extends TrazaRow {
  /** What the device said, where that was corrected. */
  ocurridoEnDispositivo: string | null;
}

/** Levels of `datos`; the door is stricter. */
const MAX_LEVELS = 64;

/** Columns of a stored traza: what each is called, its type, and where it is taken from. */
export const COLUMNS: readonly (readonly [name: string, type: string, of: (row: StoredRow) => unknown])[] = [
  ['envio_id', 'uuid', ({ envioId }) => envioId],
  ['id_evento', 'uuid', ({ traza }) => traza.idEvento],
  ['tipo', 'tipo_traza', ({ traza }) => traza.tipo],
  ['motivo', 'text', ({ traza }) => traza.motivo],
  ['ocurrido_en', 'timestamptz', ({ traza }) => showable(traza.ocurridoEn)],
  ['recibido_en', 'timestamptz', ({ receivedAt }) => receivedAt],
  ['secuencia', 'bigint', ({ traza }) => traza.secuencia],
  ['centro_id', 'uuid', ({ traza }) => traza.centroId],
  ['lugar', 'text', ({ traza }) => traza.lugar],
  ['lat', 'float8', ({ traza }) => traza.lat],
  ['lon', 'float8', ({ traza }) => traza.lon],
  ['datos', 'jsonb', ({ traza }) => traza.datos && readable(traza.datos)],
  ['dispositivo_id', 'uuid', ({ traza }) => traza.dispositivoId],
  ['enviado_en', 'timestamptz', ({ traza }) => traza.enviadoEn],
  ['ocurrido_en_dispositivo', 'timestamptz', ({ ocurridoEnDispositivo }) => ocurridoEnDispositivo],
];

/** JSON that whoever reads it can read. */
function readable(datos: object): string {
  if (isDeeper(datos, MAX_LEVELS)) throw new RangeError(`datos: > ${MAX_LEVELS}`);
  return JSON.stringify(datos);
}

/** PostgreSQL has times without end and years of five digits, which nobody could be shown. */
function showable(instant: string): string {
  if (!/^(?:19|2[01])\d\d-/.test(instant)) throw new RangeError(`ocurridoEn: ${instant}`);
  return instant;
}

/** A row as it is stored and folded into the read model, of one precision; a wrong clock is corrected where it is known. */
export function asStored({ traza, ...row }: TrazaRow): StoredRow {
  const { ocurridoEn, ocurridoEnDispositivo } = horaOf(traza, row.receivedAt);
  return {
    ...row,
    traza: {
      ...traza,
      ocurridoEn: storedInstant(ocurridoEn),
      enviadoEn: traza.enviadoEn && storedInstant(traza.enviadoEn),
    },
    ocurridoEnDispositivo: ocurridoEnDispositivo && storedInstant(ocurridoEnDispositivo),
  };
}

/** The same, as the advance of the read model wants it. */
export function toNewRow({ envioId, receivedAt, traza }: StoredRow) {
  const { tipo, motivo, ocurridoEn, secuencia, idEvento, centroId } = traza;
  return {
    clave: envioId,
    tipo,
    motivo,
    ocurrido_en: ocurridoEn,
    recibido_en: receivedAt,
    secuencia,
    id_evento: idEvento,
    centro_id: centroId,
  };
}
