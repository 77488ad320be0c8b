import type { Problem } from '../../platform/errors/problem.js';

/** Problems of programaciones and their ejecuciones. */
export const PROGRAMACIONES_PROBLEMS = {
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
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    programaciones: typeof PROGRAMACIONES_PROBLEMS;
  }
}
