import type { Bilingual, Problem } from '../../platform/errors/problem.js';

/** Problems of months on their way through the archive. */
export const ARCHIVO_PROBLEMS = {
  'periodo-no-archivable': {
    status: 409,
    title: { es: 'El periodo no se puede archivar', en: 'The month cannot be archived' },
    detail: { es: 'El periodo {mes} está {estado}.', en: 'Month {mes} is {estado}.' },
  },
  'periodo-no-archivado': {
    status: 409,
    title: { es: 'El periodo no está en el archivo', en: 'The month is not in the archive' },
    detail: {
      es: 'El periodo {mes} está {estado}: no hay nada que restaurar.',
      en: 'Month {mes} is {estado}: there is nothing to restore.',
    },
  },
  'archivo-en-curso': {
    status: 409,
    title: { es: 'El archivo ya está trabajando', en: 'The archive is at work already' },
    detail: {
      es: 'Solo un trabajo del archivo corre a la vez. Repítalo cuando termine el que está en curso.',
      en: 'Only one job of the archive runs at a time. Repeat it when the running one is done.',
    },
  },
  'periodo-ocupado': {
    status: 409,
    title: { es: 'El periodo está ocupado', en: 'The month is busy' },
    detail: {
      es: 'No hubo un momento libre para cambiar las tablas de {mes}. Nada cambió; repítalo más tarde.',
      en: 'There was no free moment to change the tables of {mes}. Nothing changed; repeat it later.',
    },
  },
  'archivo-no-coincide': {
    status: 500,
    title: { es: 'El archivo no coincide', en: 'The archive does not match' },
    detail: {
      es: 'Periodo {mes}, {fichero}: {detalle}. No se borró nada; el periodo espera a un operador.',
      en: 'Month {mes}, {fichero}: {detalle}. Nothing was deleted; the month waits for an operator.',
    },
  },
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    archivo: typeof ARCHIVO_PROBLEMS;
  }
}

/** What can be wrong with a field of these. */
export const ARCHIVO_FIELD_ERRORS = {
  'archivo-largo': {
    es: 'La consulta alcanza más de {max} meses del archivo: acótela.',
    en: 'The query reaches more than {max} archived months: narrow it.',
  },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    archivo: typeof ARCHIVO_FIELD_ERRORS;
  }
}
