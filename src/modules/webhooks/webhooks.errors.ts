import type { Bilingual, Problem } from '../../platform/errors/problem.js';

/** Problems of webhooks. */
export const WEBHOOKS_PROBLEMS = {
  'webhook-apagado': {
    status: 409,
    title: { es: 'El webhook está apagado', en: 'The webhook is off' },
    detail: {
      es: 'Enciéndalo antes, con PATCH y activo: true.',
      en: 'Turn it on first, with PATCH and activo: true.',
    },
  },
  'demasiados-webhooks': {
    status: 409,
    title: { es: 'Hay demasiados webhooks', en: 'There are too many webhooks' },
    detail: {
      es: 'Puede tener {max}: borre alguno que no use.',
      en: 'You may have {max}: delete one that you do not use.',
    },
  },
} as const satisfies Record<string, Problem>;

/** What can be wrong with the address of one. */
export const WEBHOOKS_FIELD_ERRORS = {
  url: {
    es: 'Debe ser una URL https, sin usuario ni clave.',
    en: 'Must be an https URL, without user or password.',
  },
  'direccion-no-publica': {
    es: 'Lleva a una dirección que no es pública.',
    en: 'Leads to an address that is not public.',
  },
  'sin-tls': { es: 'Debe empezar por https.', en: 'Must begin with https.' },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    webhooks: typeof WEBHOOKS_PROBLEMS;
  }
}

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    webhooks: typeof WEBHOOKS_FIELD_ERRORS;
  }
}
