import { exportedColumns } from '../envios/contract.js';
import type { TipoImportacion } from './importacion.dto.js';

/** Columns of our exports that name a field otherwise, in lower case. */
const ALIASES: Record<TipoImportacion, Readonly<Record<string, string>>> = {
  envios: { 'cliente.id': 'clienteid', 'transportista.id': 'transportistaid' },
  trazas: {},
};

/** Fields of trazas that we answer, and a line that is one of ours has too. */
const OF_TRAZAS = ['recibidoEn', 'ocurridoEnDispositivo', 'anomala', 'anomalia', 'anulada'];

/** Columns of our exports, in lower case. */
const EXPORTED: Record<TipoImportacion, ReadonlySet<string>> = {
  envios: new Set(exportedColumns().map((column) => column.toLowerCase())),
  trazas: new Set(OF_TRAZAS.map((column) => column.toLowerCase())),
};

/** The name of the field that a column is of. */
export function aliasOf(tipo: TipoImportacion, word: string): string {
  return Object.hasOwn(ALIASES[tipo], word) ? (ALIASES[tipo][word] as string) : word;
}

/** Whether a file that we exported may have this column. */
export function isExported(tipo: TipoImportacion, word: string): boolean {
  return EXPORTED[tipo].has(word);
}
