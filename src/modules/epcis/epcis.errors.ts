import type { Bilingual, Problem } from '../../platform/errors/problem.js';

/** What the interfaces of EPCIS may answer. */
export const EPCIS_PROBLEMS = {
  'epcis-demasiado-grande': {
    status: 413,
    title: { es: 'El documento EPCIS es demasiado grande', en: 'The EPCIS document is too large' },
    detail: {
      es: 'Lleva más de {eventos} eventos, más de {epcs} EPC, o eventos tan largos que con cada EPC no caben: divídalo.',
      en: 'It has more than {eventos} events, more than {epcs} EPCs, or events so long that they do not fit with each EPC: divide it.',
    },
  },
  'consulta-epcis': {
    status: 400,
    title: { es: 'La consulta EPCIS no es válida', en: 'The EPCIS query is not valid' },
    detail: {
      es: 'Hay {cuenta} parámetro(s) que no se entienden o que este servidor no admite; vea «errors».',
      en: '{cuenta} parameter(s) are not understood, or not supported by this server; see "errors".',
    },
  },
  'consulta-epcis-grande': {
    status: 413,
    title: { es: 'La consulta EPCIS encuentra demasiado', en: 'The EPCIS query finds too much' },
    detail: {
      es: 'Hay más eventos que los {max} de maxEventCount.',
      en: 'There are more events than the {max} of maxEventCount.',
    },
  },
  'evento-no-admitido': {
    status: 501,
    title: {
      es: 'Este servidor no admite ese tipo de evento',
      en: 'This server does not support that type of event',
    },
    detail: {
      es: 'Hay {cuenta} evento(s) de un tipo que no es ObjectEvent; vea «errors».',
      en: '{cuenta} event(s) are of a type other than ObjectEvent; see "errors".',
    },
  },
  'recurso-no-admitido': {
    status: 501,
    title: { es: 'Este servidor no tiene ese recurso', en: 'This server does not have that resource' },
    detail: { es: 'Consulte los eventos en /epcis/v2/events.', en: 'Query events at /epcis/v2/events.' },
  },
  'operacion-no-admitida': {
    status: 501,
    title: { es: 'Este servidor no admite esa operación', en: 'This server does not support that operation' },
    detail: { es: 'Capture los eventos en {ruta}.', en: 'Capture events at {ruta}.' },
  },
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    epcis: typeof EPCIS_PROBLEMS;
  }
}

/** What can be wrong with a field of these. */
export const EPCIS_FIELD_ERRORS = {
  'tipo-de-evento': {
    es: 'Aquí solo se reciben eventos ObjectEvent; este es {recibido}.',
    en: 'Only events of type ObjectEvent are taken here; this one is {recibido}.',
  },
  'parametro-no-admitido': {
    es: 'Este servidor no admite el parámetro de consulta «{parametro}».',
    en: 'This server does not support the query parameter "{parametro}".',
  },
  'patron-no-admitido': {
    es: 'Este servidor no admite patrones: indique el EPC entero.',
    en: 'This server does not support patterns: give the whole EPC.',
  },
  'parametros-excluyentes': {
    es: 'No va junto con «{otro}».',
    en: 'Does not go together with "{otro}".',
  },
  'parametro-requerido': {
    es: 'Necesita también «{otro}».',
    en: 'Needs "{otro}" as well.',
  },
  'declaracion-de-error': {
    es: 'Una declaración de error no es un evento nuevo y no se recibe por aquí: anule la traza.',
    en: 'An error declaration is not a new event and is not taken here: annul the traza.',
  },
  'sin-epc': {
    es: 'Debe traer el código de al menos un envío como EPC.',
    en: 'Must have the code of at least one shipment as an EPC.',
  },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    epcis: typeof EPCIS_FIELD_ERRORS;
  }
}
