import type { Bilingual, Problem } from '../../platform/errors/problem.js';

/** Problems of tracking codes. */
export const CODIGOS_PROBLEMS = {
  'codigos-agotados': {
    status: 503,
    title: { es: 'No quedan códigos de envío', en: 'No shipment codes are left' },
    detail: { es: 'La serie de códigos llegó a su fin.', en: 'The series of codes has come to its end.' },
  },
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    codigos: typeof CODIGOS_PROBLEMS;
  }
}

/** What can be wrong with a field of these. */
export const CODIGOS_FIELD_ERRORS = {
  codigo: {
    es: 'Debe ser un código de envío: dos letras, ocho dígitos, dígito de control y país, como TZ123456785PE.',
    en: 'Must be a tracking code: two letters, eight digits, check digit and country, like TZ123456785PE.',
  },
  'digito-de-control': {
    es: 'El dígito de control del código no coincide: revise si está mal copiado.',
    en: 'The check digit of the code does not match: it may be mistyped.',
  },
  'codigo-sin-reserva': {
    es: 'Este código no está reservado, o su reserva venció: reserve un bloque en /v1/codigos.',
    en: 'This code is not reserved, or its reservation has expired: reserve a block at /v1/codigos.',
  },
  'codigo-en-uso': { es: 'Otro envío ya tiene este código.', en: 'Another shipment has this code already.' },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    codigos: typeof CODIGOS_FIELD_ERRORS;
  }
}
