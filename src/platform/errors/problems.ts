import { ACCESS_PROBLEMS } from './access-problems.js';
import { ARCHIVE_PROBLEMS } from './archive-problems.js';
import { EPCIS_PROBLEMS } from './epcis-problems.js';
import { HTTP_PROBLEMS } from './http-problems.js';
import { JOB_PROBLEMS } from './job-problems.js';
import { READER_PROBLEMS } from './reader-problems.js';
import type { Bilingual, Problem } from './problem.js';

export type { Bilingual, Problem };

/**
 * Every problem the API can answer with (RFC 9457): the code is the last segment of `type`, and the page behind it is
 * made from this table.
 */
export const PROBLEMS = {
  ...ACCESS_PROBLEMS,
  ...ARCHIVE_PROBLEMS,
  ...EPCIS_PROBLEMS,
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
  'csv-invalido': {
    status: 400,
    title: { es: 'El archivo no se puede leer como CSV', en: 'The file cannot be read as CSV' },
    detail: {
      es: 'Línea {linea}: {motivo}. No se importó nada.',
      en: 'Line {linea}: {motivo}. Nothing was imported.',
    },
  },
  'archivo-sin-lineas': {
    status: 400,
    title: { es: 'El archivo no tiene líneas', en: 'The file has no lines' },
    detail: {
      es: 'Después de la línea con los nombres de las columnas no hay ninguna más.',
      en: 'There is none after the line with the names of the columns.',
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
  'envio-desconocido': {
    status: 404,
    title: { es: 'El envío no existe', en: 'There is no such shipment' },
    detail: { es: 'Ningún envío tiene el código {codigo}.', en: 'No shipment has the code {codigo}.' },
  },
  'traza-desconocida': {
    status: 404,
    title: { es: 'La traza no existe', en: 'There is no such tracking event' },
    detail: {
      es: 'El envío {codigo} no tiene ninguna traza {idEvento}, o todavía no llegó.',
      en: 'Shipment {codigo} has no event {idEvento}, or it has not arrived yet.',
    },
  },
  'captura-desconocida': {
    status: 404,
    title: { es: 'La captura no existe', en: 'There is no such capture' },
    detail: {
      es: 'La captura {id} nunca se emitió o ya no se guarda.',
      en: 'Capture {id} was never issued or is no longer kept.',
    },
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
  'envio-cerrado': {
    status: 409,
    title: { es: 'El envío ya está cerrado', en: 'The shipment is closed already' },
    detail: {
      es: 'El envío {codigo} está {estado} y no se puede cancelar.',
      en: 'Shipment {codigo} is {estado} and cannot be cancelled.',
    },
  },
  'envio-no-corregible': {
    status: 409,
    title: { es: 'El envío ya no se puede corregir', en: 'The shipment can no longer be corrected' },
    detail: {
      es: 'El envío {codigo} está {estado}; solo se corrige mientras está registrado.',
      en: 'Shipment {codigo} is {estado}; it can only be corrected while it is registrado.',
    },
  },
  'rechazo-cerrado': {
    status: 409,
    title: { es: 'El rechazo ya está cerrado', en: 'The rejection is closed already' },
    detail: { es: 'El rechazo {id} está {estado}.', en: 'Rejection {id} is {estado}.' },
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
  'cursor-vencido': {
    status: 410,
    title: { es: 'El cursor está vencido', en: 'The cursor has expired' },
    detail: {
      es: 'Lo que seguía a este cursor ya no se guarda. Lea los envíos de nuevo y siga con «desde=ahora».',
      en: 'What came behind this cursor is no longer kept. Read the shipments anew and go on with "desde=ahora".',
    },
  },
  'cuerpo-demasiado-grande': {
    status: 413,
    title: { es: 'El cuerpo es demasiado grande', en: 'The body is too large' },
    detail: { es: 'El límite es 1 MiB (1048576 bytes).', en: 'The limit is 1 MiB (1048576 bytes).' },
  },
  'archivo-demasiado-grande': {
    status: 413,
    title: { es: 'El archivo es demasiado grande', en: 'The file is too large' },
    detail: {
      es: 'El límite es {mib} MiB. No se importó nada.',
      en: 'The limit is {mib} MiB. Nothing was imported.',
    },
  },
  'demasiadas-lineas': {
    status: 413,
    title: { es: 'El archivo tiene demasiadas líneas', en: 'The file has too many lines' },
    detail: {
      es: 'El límite es {max} líneas. No se importó nada.',
      en: 'The limit is {max} lines. Nothing was imported.',
    },
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
  'cola-no-disponible': {
    status: 503,
    title: { es: 'La cola de trazas no está disponible', en: 'The traza queue is not available' },
    detail: {
      es: 'Nada de esta solicitud se dio por aceptado. Repítala en unos segundos.',
      en: 'Nothing of this request was accepted. Repeat it in a few seconds.',
    },
  },
  'cola-saturada': {
    status: 503,
    title: { es: 'La cola de trazas está llena', en: 'The traza queue is full' },
    detail: {
      es: 'Nada de esta solicitud se dio por aceptado. Repítala en {segundos} s.',
      en: 'Nothing of this request was accepted. Repeat it in {segundos} s.',
    },
  },
  'demasiados-seguidores': {
    status: 503,
    title: { es: 'Hay demasiadas conexiones en vivo', en: 'There are too many live connections' },
    detail: {
      es: 'Este servidor no atiende más de {max} a la vez. Repita la solicitud en unos segundos.',
      en: 'This server serves {max} at a time and no more. Repeat the request in a few seconds.',
    },
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
  'codigos-agotados': {
    status: 503,
    title: { es: 'No quedan códigos de envío', en: 'No shipment codes are left' },
    detail: { es: 'La serie de códigos llegó a su fin.', en: 'The series of codes has come to its end.' },
  },
  ...JOB_PROBLEMS,
  ...READER_PROBLEMS,
} as const satisfies Record<string, Problem>;

/** Code of a problem. */
export type ProblemCode = keyof typeof PROBLEMS;
