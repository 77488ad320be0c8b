import type { ModelTraza } from '../support/fold-model.js';
import type { Ledger, Posted } from './ledger.js';
import type { System } from './system.js';

/** A traza as it is stored; times in milliseconds since 1970. */
export interface Stored extends ModelTraza {
  codigo: string;
  lugar: string | null;
  dispositivoId: string | null;
  enviadoEn: number | null;
  /** What the device said, where that was corrected. */
  ocurridoEnDispositivo: number | null;
}

/** Selects an instant in milliseconds since 1970. */
export const milliseconds = (column: string, name: string) =>
  `round(extract(epoch FROM ${column}) * 1000)::float8 AS "${name}"`;

const STORED = `
  SELECT id_evento::text AS "idEvento", c.codigo, tipo::text AS tipo, motivo, lugar, secuencia,
         dispositivo_id::text AS "dispositivoId", anulada_por IS NOT NULL AS anulada,
         ${milliseconds('ocurrido_en', 'ocurridoEn')}, ${milliseconds('recibido_en', 'recibidoEn')},
         ${milliseconds('enviado_en', 'enviadoEn')},
         ${milliseconds('ocurrido_en_dispositivo', 'ocurridoEnDispositivo')}
  FROM trazas t JOIN codigos_envio c USING (envio_id)`;

/** A clock is corrected when it is off by more than this. */
const TOLERANCE_MS = 60_000;
/** So long a traza may be on its way at most, an answer that came too late for its client included. */
const LONGEST_WAY_MS = 90_000;

/** Everything that is stored, in one snapshot. */
export async function readStored({ pool }: System): Promise<Stored[]> {
  return (await pool.query<Stored>(STORED)).rows;
}

/** Whether what is stored is what this one said, whenever it was sent. */
export function saysTheSame(row: Stored, posted: Posted): boolean {
  return (
    posted.codigo === row.codigo &&
    posted.tipo === row.tipo &&
    (posted.lugar ?? null) === row.lugar &&
    (posted.dispositivoId ?? null) === row.dispositivoId &&
    Date.parse(posted.ocurridoEn) === (row.ocurridoEnDispositivo ?? row.ocurridoEn)
  );
}

/** Whether a traza is what some request said, with the time that follows from what its device says of its clock. */
export function isAsPosted(row: Stored, ledger: Ledger): boolean {
  const bodies = (ledger.events.get(row.idEvento) ?? []).filter((posted) => saysTheSame(row, posted));
  return bodies.some((posted) => hasItsTime(row, posted));
}

function hasItsTime(row: Stored, { ocurridoEn, happenedAt, sentAt }: Posted): boolean {
  const { enviadoEn } = row;
  if (enviadoEn === null) return sentAt.size === 0 && row.ocurridoEnDispositivo === null;
  if (!sentAt.has(new Date(enviadoEn).toISOString())) return false;
  const skew = enviadoEn - row.recibidoEn;
  if (Math.abs(skew) <= TOLERANCE_MS) return row.ocurridoEnDispositivo === null;
  const late = row.ocurridoEn - happenedAt;
  return row.ocurridoEn === Date.parse(ocurridoEn) - skew && late >= -1 && late <= LONGEST_WAY_MS;
}
