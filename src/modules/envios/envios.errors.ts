import type { Bilingual, Problem } from '../../platform/errors/problem.js';

/** Problems of envíos. */
export const ENVIOS_PROBLEMS = {
  'envio-desconocido': {
    status: 404,
    title: { es: 'El envío no existe', en: 'There is no such shipment' },
    detail: { es: 'Ningún envío tiene el código {codigo}.', en: 'No shipment has the code {codigo}.' },
  },
  'traza-desconocida': {
    status: 404,
    title: { es: 'La traza no existe', en: 'There is no such tracking event' },
    detail: {
      es: 'El envío {codigo} no tiene ninguna traza {idEvento}, o todavía no llegó.',
      en: 'Shipment {codigo} has no event {idEvento}, or it has not arrived yet.',
    },
  },
  'envio-cerrado': {
    status: 409,
    title: { es: 'El envío ya está cerrado', en: 'The shipment is closed already' },
    detail: {
      es: 'El envío {codigo} está {estado} y no se puede cancelar.',
      en: 'Shipment {codigo} is {estado} and cannot be cancelled.',
    },
  },
  'envio-no-corregible': {
    status: 409,
    title: { es: 'El envío ya no se puede corregir', en: 'The shipment can no longer be corrected' },
    detail: {
      es: 'El envío {codigo} está {estado}; solo se corrige mientras está registrado.',
      en: 'Shipment {codigo} is {estado}; it can only be corrected while it is registrado.',
    },
  },
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    envios: typeof ENVIOS_PROBLEMS;
  }
}

/** What can be wrong with a field of these. */
export const ENVIOS_FIELD_ERRORS = {
  'mismo-evento': {
    es: 'Una corrección es otro evento: lleva un idEvento propio.',
    en: 'A correction is another event: it has an idEvento of its own.',
  },
  'sin-palabras': {
    es: 'Debe tener al menos una letra o una cifra.',
    en: 'Must have at least one letter or digit.',
  },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    envios: typeof ENVIOS_FIELD_ERRORS;
  }
}
