import type { Bilingual, Problem } from '../../platform/errors/problem.js';

/** Problems of trazas on their way in. */
export const TRAZAS_PROBLEMS = {
  'captura-desconocida': {
    status: 404,
    title: { es: 'La captura no existe', en: 'There is no such capture' },
    detail: {
      es: 'La captura {id} nunca se emitió o ya no se guarda.',
      en: 'Capture {id} was never issued or is no longer kept.',
    },
  },
  'rechazo-cerrado': {
    status: 409,
    title: { es: 'El rechazo ya está cerrado', en: 'The rejection is closed already' },
    detail: { es: 'El rechazo {id} está {estado}.', en: 'Rejection {id} is {estado}.' },
  },
  'cola-no-disponible': {
    status: 503,
    title: { es: 'La cola de trazas no está disponible', en: 'The traza queue is not available' },
    detail: {
      es: 'Nada de esta solicitud se dio por aceptado. Repítala en unos segundos.',
      en: 'Nothing of this request was accepted. Repeat it in a few seconds.',
    },
  },
  'cola-saturada': {
    status: 503,
    title: { es: 'La cola de trazas está llena', en: 'The traza queue is full' },
    detail: {
      es: 'Nada de esta solicitud se dio por aceptado. Repítala en {segundos} s.',
      en: 'Nothing of this request was accepted. Repeat it in {segundos} s.',
    },
  },
} as const satisfies Record<string, Problem>;

/** What can be wrong with a field of a traza. */
export const TRAZAS_FIELD_ERRORS = {
  'dispositivo-ajeno': {
    es: 'La credencial es de otro dispositivo.',
    en: 'The credential belongs to another device.',
  },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    trazas: typeof TRAZAS_PROBLEMS;
  }
}

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    trazas: typeof TRAZAS_FIELD_ERRORS;
  }
}
