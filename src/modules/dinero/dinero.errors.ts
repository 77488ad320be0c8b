import type { Bilingual } from '../../platform/errors/problem.js';

/** What can be wrong with an amount. */
export const DINERO_FIELD_ERRORS = {
  moneda: {
    es: 'Debe ser una moneda ISO 4217, como PEN.',
    en: 'Must be an ISO 4217 currency, like PEN.',
  },
  'numero-de-tarjeta': {
    es: 'Lleva un número de tarjeta: aquí no se escriben.',
    en: 'Has the number of a card in it: they are not written here.',
  },
  'otra-moneda': {
    es: 'Debe estar en {moneda}, la moneda del comercio.',
    en: 'Must be in {moneda}, the currency of the comercio.',
  },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    dinero: typeof DINERO_FIELD_ERRORS;
  }
}
