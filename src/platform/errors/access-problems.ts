import type { Problem } from './problem.js';

/** Problems of who may do what. */
export const ACCESS_PROBLEMS = {
  'credencial-requerida': {
    status: 401,
    title: { es: 'Faltan credenciales', en: 'Credentials are missing' },
    detail: {
      es: 'Indique una clave o un token: «Authorization: Bearer …».',
      en: 'Send a key or a token: "Authorization: Bearer …".',
    },
  },
  'credencial-invalida': {
    status: 401,
    title: { es: 'La credencial no abre nada', en: 'The credential opens nothing' },
    detail: {
      es: 'No existe, está vencida o se revocó.',
      en: 'It does not exist, has expired or was revoked.',
    },
  },
  'no-permitido': {
    status: 403,
    title: { es: 'No está permitido', en: 'It is not permitted' },
    detail: {
      es: 'Quien pregunta no tiene un rol que lo permita.',
      en: 'Whoever asks has no role that permits it.',
    },
  },
} as const satisfies Record<string, Problem>;
