import { bytesOf, type Manifest } from './manifest.js';
import type { EstadoDePeriodo, PeriodoArchivado } from './periodo.dto.js';
import type { PeriodoRow } from './periodo-ledger.js';
import { yearMonth } from '../../platform/database/month.js';

/** A row as the wire wants it. */
export function toEstado(row: PeriodoRow, lugar: string): EstadoDePeriodo {
  return {
    mes: yearMonth(row.mes),
    estado: row.estado,
    cambiadoEn: row.cambiadoEn,
    caliente: row.caliente,
    archivo: row.manifiesto && toArchivado(row.manifiesto),
    separadoEn: row.separadoEn,
    restauradoEn: row.restauradoEn,
    lugar,
    problema: row.problema,
  };
}

function toArchivado(manifest: Manifest): PeriodoArchivado {
  const { envios, trazas } = manifest.tablas;
  return {
    generacion: manifest.generacion,
    envios: envios.filas,
    trazas: trazas.filas,
    bytes: bytesOf(manifest),
  };
}
