import type { Problem } from './problem.js';

/** What the interfaces of EPCIS may answer; see PROBLEMS. */
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
