import { ACCESS_PROBLEMS } from './access-problems.js';
import { ARCHIVE_PROBLEMS } from './archive-problems.js';
import { HTTP_PROBLEMS } from './http-problems.js';
import { JOB_PROBLEMS } from './job-problems.js';
import type { Problem } from './problem.js';

/** Problems that any module may have. */
export const PLATFORM_PROBLEMS = {
  ...ACCESS_PROBLEMS,
  ...ARCHIVE_PROBLEMS,
  ...HTTP_PROBLEMS,
  validacion: {
    status: 400,
    title: { es: 'La solicitud no es válida', en: 'The request is not valid' },
    detail: {
      es: 'Hay {cuenta} campo(s) por corregir; vea «errors».',
      en: '{cuenta} field(s) need correction; see "errors".',
    },
  },
  'json-invalido': {
    status: 400,
    title: { es: 'El cuerpo no es JSON válido', en: 'The body is not valid JSON' },
    detail: {
      es: 'El cuerpo está vacío, cortado o mal formado.',
      en: 'The body is empty, cut short or malformed.',
    },
  },
  'clave-idempotencia-invalida': {
    status: 400,
    title: { es: 'La clave de idempotencia no es válida', en: 'The idempotency key is not valid' },
    detail: {
      es: 'Idempotency-Key lleva de 1 a 255 caracteres ASCII visibles, entre comillas o sin ellas.',
      en: 'Idempotency-Key takes 1 to 255 visible ASCII characters, quoted or not.',
    },
  },
  'ruta-desconocida': {
    status: 404,
    title: { es: 'La ruta no existe', en: 'There is no such route' },
    detail: { es: 'No hay nada en {ruta}.', en: 'There is nothing at {ruta}.' },
  },
  'recurso-desconocido': {
    status: 404,
    title: { es: 'El recurso no existe', en: 'There is no such resource' },
    detail: { es: 'No hay ningún {recurso} con el id {id}.', en: 'There is no {recurso} with the id {id}.' },
  },
  'formato-no-disponible': {
    status: 406,
    title: { es: 'No hay respuesta en ese formato', en: 'There is no answer in that format' },
    detail: { es: 'Pida uno de: {tipos}.', en: 'Ask for one of: {tipos}.' },
  },
  'codigo-en-uso': {
    status: 409,
    title: { es: 'El código ya está en uso', en: 'The code is in use already' },
    detail: {
      es: 'El código {codigo} es de otro registro.',
      en: 'The code {codigo} belongs to another record.',
    },
  },
  'version-distinta': {
    status: 412,
    title: { es: 'El recurso cambió desde que se leyó', en: 'The resource has changed since it was read' },
    detail: {
      es: 'If-Match no es el ETag de ahora: léalo de nuevo y repita el cambio.',
      en: 'If-Match is not the ETag of now: read it again and repeat the change.',
    },
  },
  'clave-idempotencia-en-curso': {
    status: 409,
    title: {
      es: 'La primera solicitud con esta clave sigue en curso',
      en: 'The first request with this key is still running',
    },
    detail: { es: 'Repita la solicitud en un momento.', en: 'Repeat the request in a moment.' },
  },
  'cuerpo-demasiado-grande': {
    status: 413,
    title: { es: 'El cuerpo es demasiado grande', en: 'The body is too large' },
    detail: { es: 'El límite es 1 MiB (1048576 bytes).', en: 'The limit is 1 MiB (1048576 bytes).' },
  },
  'tipo-de-contenido': {
    status: 415,
    title: { es: 'El tipo de contenido no se acepta', en: 'The content type is not accepted' },
    detail: { es: 'Envíe el cuerpo como {tipos}.', en: 'Send the body as {tipos}.' },
  },
  'clave-idempotencia-reutilizada': {
    status: 422,
    title: {
      es: 'La clave de idempotencia ya se usó con otro cuerpo',
      en: 'The idempotency key was used with another body',
    },
    detail: {
      es: 'Use una clave nueva para una solicitud distinta.',
      en: 'Use a new key for a different request.',
    },
  },
  'solicitud-abandonada': {
    status: 499,
    title: { es: 'El cliente se fue', en: 'The client is gone' },
    detail: {
      es: 'La conexión se cerró antes de la respuesta, y la consulta se canceló.',
      en: 'The connection was closed before the answer, and the query was cancelled.',
    },
  },
  interno: {
    status: 500,
    title: { es: 'Error interno', en: 'Internal error' },
    detail: {
      es: 'Algo falló de nuestro lado. El id de la solicitud lo identifica en el registro.',
      en: 'Something failed on our side. The request id identifies it in the log.',
    },
  },
  'base-no-disponible': {
    status: 503,
    title: { es: 'La base de datos no está disponible', en: 'The database is not available' },
    detail: { es: 'Repita la solicitud en unos segundos.', en: 'Repeat the request in a few seconds.' },
  },
  deteniendose: {
    status: 503,
    title: { es: 'El servidor se está deteniendo', en: 'The server is shutting down' },
    detail: { es: 'Repita la solicitud en otro servidor.', en: 'Repeat the request on another server.' },
  },
  'consulta-demasiado-larga': {
    status: 503,
    title: { es: 'La consulta tardó demasiado', en: 'The query took too long' },
    detail: { es: 'Acote el filtro e inténtelo de nuevo.', en: 'Narrow the filter and try again.' },
  },
  ...JOB_PROBLEMS,
} as const satisfies Record<string, Problem>;

declare module './problem.js' {
  interface DeclaredProblems {
    platform: typeof PLATFORM_PROBLEMS;
  }
}
