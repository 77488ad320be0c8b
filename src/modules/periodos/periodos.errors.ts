import type { Bilingual } from '../../platform/errors/problem.js';

/** What can be wrong with a field of these. */
export const PERIODOS_FIELD_ERRORS = {
  mes: { es: 'Debe ser un mes, como 2023-04.', en: 'Must be a month, like 2023-04.' },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    periodos: typeof PERIODOS_FIELD_ERRORS;
  }
}
