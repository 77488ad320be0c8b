import type { Problem } from './problem.js';

/** What the archive may answer; see PROBLEMS. */
export const ARCHIVE_PROBLEMS = {
  'periodo-no-archivable': {
    status: 409,
    title: { es: 'El periodo no se puede archivar', en: 'The month cannot be archived' },
    detail: { es: 'El periodo {mes} está {estado}.', en: 'Month {mes} is {estado}.' },
  },
  'periodo-no-archivado': {
    status: 409,
    title: { es: 'El periodo no está en el archivo', en: 'The month is not in the archive' },
    detail: {
      es: 'El periodo {mes} está {estado}: no hay nada que restaurar.',
      en: 'Month {mes} is {estado}: there is nothing to restore.',
    },
  },
  'archivo-en-curso': {
    status: 409,
    title: { es: 'El archivo ya está trabajando', en: 'The archive is at work already' },
    detail: {
      es: 'Solo un trabajo del archivo corre a la vez. Repítalo cuando termine el que está en curso.',
      en: 'Only one job of the archive runs at a time. Repeat it when the running one is done.',
    },
  },
  'periodo-ocupado': {
    status: 409,
    title: { es: 'El periodo está ocupado', en: 'The month is busy' },
    detail: {
      es: 'No hubo un momento libre para cambiar las tablas de {mes}. Nada cambió; repítalo más tarde.',
      en: 'There was no free moment to change the tables of {mes}. Nothing changed; repeat it later.',
    },
  },
  'archivo-no-coincide': {
    status: 500,
    title: { es: 'El archivo no coincide', en: 'The archive does not match' },
    detail: {
      es: 'Periodo {mes}, {fichero}: {detalle}. No se borró nada; el periodo espera a un operador.',
      en: 'Month {mes}, {fichero}: {detalle}. Nothing was deleted; the month waits for an operator.',
    },
  },
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
