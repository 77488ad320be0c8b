import type { Problem } from './problem.js';

/** Problems of jobs: with the API's own, and with a run that failed. */
export const JOB_PROBLEMS = {
  'ejecucion-en-curso': {
    status: 409,
    title: { es: 'Ya hay una ejecución en curso', en: 'A run is under way already' },
    detail: {
      es: 'La programación {id} no admite otra ejecución mientras la anterior no termine (solapamiento: {solapamiento}).',
      en: 'Schedule {id} takes no other run until the one before has ended (solapamiento: {solapamiento}).',
    },
  },
  'ejecucion-terminada': {
    status: 409,
    title: { es: 'La ejecución ya terminó', en: 'The run has ended already' },
    detail: { es: 'La ejecución {id} está {estado}.', en: 'Run {id} is {estado}.' },
  },
  'ejecucion-sin-fallo': {
    status: 409,
    title: { es: 'La ejecución no se puede reintentar', en: 'The run cannot be retried' },
    detail: {
      es: 'La ejecución {id} está {estado}; se reintenta la que está fallida o cancelada.',
      en: 'Run {id} is {estado}; one that is fallida or cancelada can be retried.',
    },
  },
  'programacion-del-programa': {
    status: 409,
    title: { es: 'La programación viene con el programa', en: 'The schedule comes with the program' },
    detail: {
      es: 'La programación {nombre} viene con el programa: se puede pausar y cambiar, no borrar.',
      en: 'Schedule {nombre} comes with the program: it can be paused and changed, not removed.',
    },
  },
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
