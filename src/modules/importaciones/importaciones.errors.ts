import type { Bilingual, Problem } from '../../platform/errors/problem.js';

/** Problems of uploaded files. */
export const IMPORTACIONES_PROBLEMS = {
  'csv-invalido': {
    status: 400,
    title: { es: 'El archivo no se puede leer como CSV', en: 'The file cannot be read as CSV' },
    detail: {
      es: 'Línea {linea}: {motivo}. No se importó nada.',
      en: 'Line {linea}: {motivo}. Nothing was imported.',
    },
  },
  'archivo-sin-lineas': {
    status: 400,
    title: { es: 'El archivo no tiene líneas', en: 'The file has no lines' },
    detail: {
      es: 'Después de la línea con los nombres de las columnas no hay ninguna más.',
      en: 'There is none after the line with the names of the columns.',
    },
  },
  'archivo-demasiado-grande': {
    status: 413,
    title: { es: 'El archivo es demasiado grande', en: 'The file is too large' },
    detail: {
      es: 'El límite es {mib} MiB. No se importó nada.',
      en: 'The limit is {mib} MiB. Nothing was imported.',
    },
  },
  'demasiadas-lineas': {
    status: 413,
    title: { es: 'El archivo tiene demasiadas líneas', en: 'The file has too many lines' },
    detail: {
      es: 'El límite es {max} líneas. No se importó nada.',
      en: 'The limit is {max} lines. Nothing was imported.',
    },
  },
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    importaciones: typeof IMPORTACIONES_PROBLEMS;
  }
}

/** What can be wrong with a field of these. */
export const IMPORTACIONES_FIELD_ERRORS = {
  'columna-desconocida': {
    es: 'No existe la columna «{columna}». Las que hay son: {columnas}.',
    en: 'There is no column "{columna}". There are: {columnas}.',
  },
  'columna-repetida': {
    es: 'La columna «{columna}» está más de una vez.',
    en: 'The column "{columna}" is there more than once.',
  },
  'columna-requerida': {
    es: 'Falta la columna «{columna}».',
    en: 'The column "{columna}" is missing.',
  },
  'comilla-sin-cerrar': {
    es: 'Tiene una comilla que no se cierra.',
    en: 'Has a quote that is never closed.',
  },
  'comilla-suelta': {
    es: 'Tiene una comilla dentro de un campo: escríbala doble y el campo entre comillas.',
    en: 'Has a quote inside a field: double it and quote the field.',
  },
  'celdas-de-mas': {
    es: 'La línea tiene {recibidas} campos y el archivo {max} columnas.',
    en: 'The line has {recibidas} fields and the file {max} columns.',
  },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    importaciones: typeof IMPORTACIONES_FIELD_ERRORS;
  }
}
