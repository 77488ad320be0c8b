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
  'secreto-ya-entregado': {
    status: 409,
    title: { es: 'El secreto ya se entregó', en: 'The secret was handed over already' },
    detail: {
      es: 'La primera solicitud con esta clave de idempotencia lo mostró, y no se guarda. Cree otro.',
      en: 'The first request with this idempotency key showed it, and it is not kept. Create another one.',
    },
  },
} as const satisfies Record<string, Problem>;
