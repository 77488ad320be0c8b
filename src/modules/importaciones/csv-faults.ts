import { DomainError } from '../../platform/errors/domain-error.js';
import type { Bilingual } from '../../platform/errors/problem.js';
import { MAX_CELLS, MAX_LINE } from './importacion.dto.js';

const FAULTS = {
  vacio: { es: 'no tiene ninguna línea', en: 'it has no line' },
  binario: {
    es: 'tiene bytes nulos: no es un archivo de texto',
    en: 'it has null bytes: it is no text file',
  },
  codificacion: {
    es: 'no está en UTF-8; guárdelo como «CSV UTF-8»',
    en: 'it is not in UTF-8; save it as "CSV UTF-8"',
  },
  comilla: {
    es: 'hay una comilla que no se cierra',
    en: 'there is a quote that is never closed',
  },
  comillaSuelta: {
    es: 'hay una comilla dentro de un campo; escríbala doble y el campo entre comillas',
    en: 'there is a quote inside a field; double it and quote the field',
  },
  lineaLarga: {
    es: `tiene más de ${MAX_LINE} caracteres; quizá falta cerrar una comilla`,
    en: `it has more than ${MAX_LINE} characters; perhaps a quote is not closed`,
  },
  celdas: { es: `tiene más de ${MAX_CELLS} campos`, en: `it has more than ${MAX_CELLS} fields` },
  cortado: { es: 'la subida se interrumpió', en: 'the upload was interrupted' },
} satisfies Record<string, Bilingual>;

/** Why a file cannot be read as CSV. */
export type CsvFault = keyof typeof FAULTS;

/** The problem of a file that cannot be read from this line on. */
export function csvFault(name: CsvFault, linea: number, cause?: unknown): DomainError {
  return new DomainError('csv-invalido', { linea, motivo: FAULTS[name] }, [], cause);
}
