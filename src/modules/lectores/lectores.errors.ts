import type { Problem } from '../../platform/errors/problem.js';

/** Problems of the readers of the log. */
export const LECTORES_PROBLEMS = {
  'lector-desconocido': {
    status: 404,
    title: { es: 'El lector no existe', en: 'There is no such reader' },
    detail: {
      es: 'No hay ningún lector «{nombre}»; GET /v1/lectores los lista.',
      en: 'There is no reader "{nombre}"; GET /v1/lectores lists them.',
    },
  },
  'apartado-desconocido': {
    status: 404,
    title: { es: 'El hecho apartado no existe', en: 'There is no such set-aside fact' },
    detail: { es: 'El lector no apartó ningún hecho {id}.', en: 'The reader has set aside no fact {id}.' },
  },
  'apartado-cerrado': {
    status: 409,
    title: { es: 'El hecho apartado ya se cerró', en: 'The set-aside fact is closed already' },
    detail: { es: 'El hecho {id} está {estado}.', en: 'Fact {id} is {estado}.' },
  },
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    lectores: typeof LECTORES_PROBLEMS;
  }
}
