import type { Bilingual, Problem } from '../../platform/errors/problem.js';

/** Problems of people, their sessions and keys, and tracking pages. */
export const ACCESO_PROBLEMS = {
  'inicio-invalido': {
    status: 401,
    title: { es: 'El correo o la clave no son válidos', en: 'The e-mail or the password is not valid' },
    detail: {
      es: 'Revíselos; una clave olvidada se cambia en /v1/usuarios/recuperacion.',
      en: 'Check them; a forgotten password is changed at /v1/usuarios/recuperacion.',
    },
  },
  'segundo-factor': {
    status: 401,
    title: { es: 'Falta el segundo factor', en: 'The second factor is missing' },
    detail: {
      es: 'Envíe en «codigo» el de su aplicación, o uno de recuperación.',
      en: 'Send the one of your application in "codigo", or one of recovery.',
    },
  },
  'usuario-bloqueado': {
    status: 403,
    title: { es: 'El usuario está bloqueado', en: 'The user is blocked' },
    detail: { es: 'Un administrador puede desbloquearlo.', en: 'An administrator can unblock him.' },
  },
  'seguimiento-desconocido': {
    status: 404,
    title: { es: 'El seguimiento no existe', en: 'There is no such tracking page' },
    detail: {
      es: 'El token no abre nada: no existe, venció o se revocó.',
      en: 'The token opens nothing: it does not exist, has expired or was revoked.',
    },
  },
  'ficha-vencida': {
    status: 410,
    title: { es: 'El enlace ya no sirve', en: 'The link is no longer good' },
    detail: {
      es: 'Sirve una vez y durante una hora: pida otro.',
      en: 'It is good once and for an hour: ask for another.',
    },
  },
  'segundo-factor-activo': {
    status: 409,
    title: { es: 'Ya hay un segundo factor', en: 'There is a second factor already' },
    detail: { es: 'Retire antes el que hay.', en: 'Take the one there is away first.' },
  },
  'rol-no-permitido': {
    status: 403,
    title: { es: 'No puede dar ese rol', en: 'You may not give this role' },
    detail: {
      es: 'El rol {rol}, o por quien actuaría, no le corresponde darlo.',
      en: 'The role {rol}, or for whom it would act, is not yours to give.',
    },
  },
  'email-en-uso': {
    status: 409,
    title: { es: 'El correo ya está registrado', en: 'The e-mail is registered already' },
    detail: {
      es: 'Abra una sesión con él, o recupere su clave.',
      en: 'Open a session with it, or recover its password.',
    },
  },
  'clave-revocada': {
    status: 409,
    title: { es: 'La clave está revocada', en: 'The key is revoked' },
    detail: { es: 'Cree otra en /v1/claves.', en: 'Create another one at /v1/claves.' },
  },
  'ultimo-administrador': {
    status: 409,
    title: { es: 'Es el último administrador', en: 'This is the last administrator' },
    detail: {
      es: 'Nadie más podría dar roles: nombre antes a otro.',
      en: 'Nobody else could give roles: appoint another one first.',
    },
  },
  'datos-no-listos': {
    status: 409,
    title: { es: 'El archivo no está listo', en: 'The file is not ready' },
    detail: {
      es: 'Se está escribiendo: pregunte en un momento cómo va.',
      en: 'It is being written: ask in a moment how far it is.',
    },
  },
  'baja-desconocida': {
    status: 404,
    title: { es: 'La baja no existe', en: 'There is no such leaving' },
    detail: {
      es: 'El token no abre nada: no existe, o pasaron 90 días.',
      en: 'The token opens nothing: it does not exist, or 90 days have passed.',
    },
  },
  'identidad-no-unida': {
    status: 409,
    title: { es: 'El correo ya es de alguien', en: 'The e-mail is somebody’s already' },
    detail: {
      es: 'El emisor no da por comprobado que el correo sea suyo. Entre con su clave, o recupérela.',
      en: 'The issuer does not call the e-mail verified. Log in with your password, or recover it.',
    },
  },
  'inicio-externo-vencido': {
    status: 410,
    title: { es: 'El inicio ya no sirve', en: 'The log-in is no longer good' },
    detail: {
      es: 'Sirve una vez, diez minutos y en el mismo navegador: empiece de nuevo.',
      en: 'It is good once, for ten minutes and in the same browser: begin again.',
    },
  },
  'inicio-externo-rechazado': {
    status: 401,
    title: { es: 'El emisor no responde por usted', en: 'The issuer does not vouch for you' },
    detail: {
      es: 'Se canceló, o lo que respondió no es válido: empiece de nuevo.',
      en: 'It was cancelled, or what it answered is not valid: begin again.',
    },
  },
  'emisor-no-disponible': {
    status: 503,
    title: { es: 'El emisor no responde', en: 'The issuer does not answer' },
    detail: {
      es: 'Pruebe en unos segundos, o entre de otra manera.',
      en: 'Try again in a few seconds, or log in in another way.',
    },
  },
  'demasiados-intentos': {
    status: 429,
    title: { es: 'Hubo demasiados intentos', en: 'There were too many attempts' },
    detail: { es: 'Repita la solicitud en {segundos} s.', en: 'Repeat the request in {segundos} s.' },
  },
  'demasiados-inicios': {
    status: 503,
    title: { es: 'Entra demasiada gente a la vez', en: 'Too many people are coming in at once' },
    detail: { es: 'Repita la solicitud en unos segundos.', en: 'Repeat the request in a few seconds.' },
  },
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    acceso: typeof ACCESO_PROBLEMS;
  }
}

/** What can be wrong with a field of these. */
export const ACCESO_FIELD_ERRORS = {
  'retorno-desconocido': {
    es: 'No es una de las direcciones a las que se puede volver (TRAZO_OIDC_RETORNOS).',
    en: 'Is none of the addresses that one may return to (TRAZO_OIDC_RETORNOS).',
  },
  'clave-comun': {
    es: 'Es una de las claves más usadas: elija otra.',
    en: 'Is one of the commonest passwords: choose another.',
  },
  sha256: {
    es: 'Debe ser un SHA-256 en hexadecimal.',
    en: 'Must be a SHA-256 in hexadecimal.',
  },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    acceso: typeof ACCESO_FIELD_ERRORS;
  }
}
