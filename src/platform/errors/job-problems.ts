import type { Problem } from './problem.js';

/** Why a run of a job failed. */
export const JOB_PROBLEMS = {
  'trabajo-fallido': {
    status: 500,
    title: { es: 'El trabajo falló', en: 'The job failed' },
    detail: { es: 'El trabajo falló: {motivo}', en: 'The job failed: {motivo}' },
  },
  'tiempo-agotado': {
    status: 500,
    title: { es: 'El trabajo agotó su tiempo', en: 'The job ran out of time' },
    detail: {
      es: 'El trabajo no terminó en {segundos} s y se detuvo en su siguiente punto seguro.',
      en: 'The job did not end within {segundos} s and was stopped at its next safe point.',
    },
  },
  'worker-perdido': {
    status: 500,
    title: { es: 'Se perdió el worker que lo ejecutaba', en: 'The worker that ran it was lost' },
    detail: {
      es: '{veces} workers desaparecieron con esta ejecución sin que avanzara: quizá es ella la que los tumba.',
      en: '{veces} workers vanished with this run without any progress: it may be what brings them down.',
    },
  },
} as const satisfies Record<string, Problem>;
