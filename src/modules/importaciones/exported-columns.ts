import type { TipoImportacion } from './importacion.dto.js';

/** Columns of our exports that name a field otherwise, in lower case. */
const ALIASES: Record<TipoImportacion, Readonly<Record<string, string>>> = {
  envios: { 'cliente.id': 'clienteid', 'transportista.id': 'transportistaid' },
  trazas: {},
};

/** Columns of an export of envíos that no line of an office has. A test holds them to what is exported. */
const OF_ENVIOS = [
  ...['id', 'codigo', 'estado', 'motivo', 'cliente.nombre', 'transportista.nombre', 'primeraTrazaEn'],
  ...['ultimaTrazaEn', 'totalTrazas', 'anomalias.reloj', 'anomalias.lugar', 'ultimoCentroId'],
];

/**
 * Fields of trazas that we answer, and a line that is one of ours has too. `enviadoEn` tells of its clock only when the device
 * itself sends it, and the time that is exported is corrected by it.
 */
const OF_TRAZAS = ['enviadoEn', 'recibidoEn', 'ocurridoEnDispositivo', 'anomala', 'anomalia', 'anulada'];

/** The same, in lower case. */
const EXPORTED: Record<TipoImportacion, ReadonlySet<string>> = {
  envios: new Set(OF_ENVIOS.map((column) => column.toLowerCase())),
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
