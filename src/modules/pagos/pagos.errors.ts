import type { Bilingual, Problem } from '../../platform/errors/problem.js';

/** Problems of money. */
export const PAGOS_PROBLEMS = {
  'clave-idempotencia-requerida': {
    status: 400,
    title: { es: 'Falta la clave de idempotencia', en: 'The idempotency key is missing' },
    detail: {
      es: 'Aquí se mueve dinero: envíe Idempotency-Key.',
      en: 'Money moves here: send Idempotency-Key.',
    },
  },
  'vale-insuficiente': {
    status: 409,
    title: { es: 'El vale no alcanza', en: 'The vale does not have enough' },
    detail: { es: 'Al vale le quedan {saldo}.', en: 'The vale has {saldo} left.' },
  },
  'pago-en-otro-estado': {
    status: 409,
    title: { es: 'El estado del pago no lo permite', en: 'The estado of the pago does not allow it' },
    detail: { es: 'El pago está {estado}.', en: 'The pago is {estado}.' },
  },
  'reembolso-excesivo': {
    status: 409,
    title: { es: 'No se cobró tanto', en: 'Not as much was captured' },
    detail: { es: 'Se pueden devolver {resto}.', en: '{resto} can go back.' },
  },
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    pagos: typeof PAGOS_PROBLEMS;
  }
}

/** What can be wrong with a pago. */
export const PAGOS_FIELD_ERRORS = {
  'metodo-no-disponible': {
    es: 'No se puede pagar así: nadie cobra por este método todavía.',
    en: 'Nobody can be paid like this: no provider takes this method yet.',
  },
  'suma-de-pagos': {
    es: 'Los pagos suman {suma} y el total es {total}.',
    en: 'The pagos sum up to {suma}, and the total is {total}.',
  },
  'dos-restos': { es: 'Solo un pago puede ser por el resto.', en: 'Only one pago can be for the rest.' },
  'vale-desconocido': { es: 'No hay tal vale, o venció.', en: 'There is no such vale, or it has expired.' },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    pagos: typeof PAGOS_FIELD_ERRORS;
  }
}
