import { isoDuration } from '../../platform/validation/duration.js';
import type { Dispositivo } from './dispositivo.dto.js';
import { relojOf } from './domain/reloj.js';

/** A row of `dispositivos`, both windows taken together. */
export interface DispositivoRow {
  id: string;
  total_trazas: number;
  contenidos_distintos: number;
  primera_traza_en: string;
  ultima_traza_en: string;
  /** The least delay of the recent trazas, in milliseconds, and how many they are. */
  demora_ms: number;
  trazas: number;
  /** How far its clock is ahead, if it has said what time it has in the running window. */
  medido_ms: number | null;
}

/** Columns of a device, as every statement selects them. */
export const DISPOSITIVO_COLUMNS = `
  id, total_trazas, contenidos_distintos, primera_traza_en, ultima_traza_en,
  least(ventana_demora_ms, previa_demora_ms) AS demora_ms,
  ventana_trazas + previa_trazas AS trazas,
  CASE WHEN desfase_medido_en >= ventana_desde THEN desfase_medido_ms END AS medido_ms`;

/** A row as the wire wants it. */
export function toDispositivo(row: DispositivoRow): Dispositivo {
  const { reloj, desfaseMs } = relojOf({
    demoraMs: row.demora_ms,
    trazas: row.trazas,
    medidoMs: row.medido_ms,
  });
  return {
    id: row.id,
    totalTrazas: row.total_trazas,
    contenidosDistintos: row.contenidos_distintos,
    primeraTrazaEn: row.primera_traza_en,
    ultimaTrazaEn: row.ultima_traza_en,
    reloj,
    desfaseRelojMs: desfaseMs,
    desfaseReloj: desfaseMs === null ? null : isoDuration(desfaseMs),
  };
}
