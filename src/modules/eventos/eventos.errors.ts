import type { Problem } from '../../platform/errors/problem.js';

/** Problems of the feed and of live streams. */
export const EVENTOS_PROBLEMS = {
  'cursor-vencido': {
    status: 410,
    title: { es: 'El cursor está vencido', en: 'The cursor has expired' },
    detail: {
      es: 'Lo que seguía a este cursor ya no se guarda. Lea los envíos de nuevo y siga con «desde=ahora».',
      en: 'What came behind this cursor is no longer kept. Read the shipments anew and go on with "desde=ahora".',
    },
  },
  'demasiados-seguidores': {
    status: 503,
    title: { es: 'Hay demasiadas conexiones en vivo', en: 'There are too many live connections' },
    detail: {
      es: 'Este servidor no atiende más de {max} a la vez. Repita la solicitud en unos segundos.',
      en: 'This server serves {max} at a time and no more. Repeat the request in a few seconds.',
    },
  },
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    eventos: typeof EVENTOS_PROBLEMS;
  }
}
