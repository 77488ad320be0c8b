import type { Problem } from './problem.js';

/** What the files of the archive may answer. */
export const ARCHIVE_PROBLEMS = {
  'archivo-danado': {
    status: 500,
    title: { es: 'Un fichero del archivo está dañado', en: 'A file of the archive is damaged' },
    detail: {
      es: '{fichero} no es lo que dice su manifiesto. Recupérelo de una copia.',
      en: '{fichero} is not what its manifest says. Recover it from a copy.',
    },
  },
  'archivo-ocupado': {
    status: 503,
    title: { es: 'El archivo está ocupado', en: 'The archive is busy' },
    detail: {
      es: 'Demasiadas lecturas del archivo a la vez. Repita la solicitud en unos segundos.',
      en: 'Too many reads of the archive at a time. Repeat the request in a few seconds.',
    },
  },
  'archivo-no-disponible': {
    status: 503,
    title: { es: 'El archivo no está disponible', en: 'The archive is not available' },
    detail: {
      es: '{lugar}: {motivo}. No se perdió nada; se puede repetir.',
      en: '{lugar}: {motivo}. Nothing is lost; it may be repeated.',
    },
  },
} as const satisfies Record<string, Problem>;
