import type { TipoImportacion } from './importacion.dto.js';

/** Columns of our exports that name a field otherwise, in lower case. */
const ALIASES: Record<TipoImportacion, Readonly<Record<string, string>>> = {
  envios: { 'cliente.id': 'clienteid', 'transportista.id': 'transportistaid' },
  trazas: {},
};

/** Columns of our exports that no line brings: they are ours to say. In lower case. */
const OURS: Record<TipoImportacion, ReadonlySet<string>> = {
  envios: new Set([
    'id',
    'codigo',
    'estado',
    'motivo',
    'cliente.nombre',
    'transportista.nombre',
    'primeratrazaen',
    'ultimatrazaen',
    'totaltrazas',
    'ultimocentroid',
  ]),
  trazas: new Set(['recibidoen', 'anomala', 'anulada']),
};

/** The name of the field that a column is of. */
export function aliasOf(tipo: TipoImportacion, word: string): string {
  return Object.hasOwn(ALIASES[tipo], word) ? (ALIASES[tipo][word] as string) : word;
}

/** Whether a file that we exported has this column, and an import takes nothing from it. */
export function isExported(tipo: TipoImportacion, word: string): boolean {
  return OURS[tipo].has(word);
}
