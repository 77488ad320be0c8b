import type { Problem } from './problem.js';

/** Problems of the HTTP layer itself. */
export const HTTP_PROBLEMS = {
  'solicitud-invalida': {
    status: 400,
    title: { es: 'La solicitud no es HTTP válido', en: 'The request is not valid HTTP' },
    detail: {
      es: 'La dirección o una cabecera no se puede leer: {motivo}.',
      en: 'The address or a header cannot be read: {motivo}.',
    },
  },
  'cuerpo-no-utf8': {
    status: 400,
    title: { es: 'El cuerpo no está en UTF-8', en: 'The body is not in UTF-8' },
    detail: {
      es: 'Tiene bytes que no son UTF-8. Envíelo en UTF-8 (RFC 8259, 8.1).',
      en: 'It has bytes that are not UTF-8. Send it in UTF-8 (RFC 8259, 8.1).',
    },
  },
  'metodo-no-permitido': {
    status: 405,
    title: { es: 'El método no se permite aquí', en: 'The method is not allowed here' },
    detail: {
      es: '{ruta} no admite {metodo}. Admite: {permitidos}.',
      en: '{ruta} does not take {metodo}. It takes: {permitidos}.',
    },
  },
  'solicitud-lenta': {
    status: 408,
    title: { es: 'La solicitud tardó demasiado en llegar', en: 'The request took too long to arrive' },
    detail: {
      es: 'No llegó entera en {segundos} s. Nada de ella se dio por aceptado.',
      en: 'It did not arrive whole within {segundos} s. Nothing of it was accepted.',
    },
  },
  'direccion-demasiado-larga': {
    status: 414,
    title: { es: 'La dirección es demasiado larga', en: 'The address is too long' },
    detail: {
      es: 'Una parte de la ruta tiene más de {max} caracteres.',
      en: 'A part of the path has more than {max} characters.',
    },
  },
  'codificacion-no-admitida': {
    status: 415,
    title: { es: 'La codificación no se acepta', en: 'The encoding is not accepted' },
    detail: {
      es: 'Envíe el cuerpo sin comprimir y en UTF-8: {codificacion} no se acepta.',
      en: 'Send the body uncompressed and in UTF-8: {codificacion} is not accepted.',
    },
  },
  'expectativa-no-cumplida': {
    status: 417,
    title: { es: 'No se cumple lo que pide Expect', en: 'What Expect asks for is not met' },
    detail: { es: 'Solo se entiende «100-continue».', en: 'Only "100-continue" is understood.' },
  },
  'metodo-no-implementado': {
    status: 501,
    title: { es: 'El método no existe en este servidor', en: 'There is no such method on this server' },
    detail: {
      es: 'Este servidor no es un proxy: no abre túneles.',
      en: 'This server is no proxy: it opens no tunnels.',
    },
  },
  'version-de-http': {
    status: 505,
    title: { es: 'La versión de HTTP no se admite', en: 'The version of HTTP is not supported' },
    detail: { es: 'Se admite HTTP/1.1, no {version}.', en: 'HTTP/1.1 is supported, {version} is not.' },
  },
  'cabeceras-demasiado-grandes': {
    status: 431,
    title: { es: 'Las cabeceras son demasiado grandes', en: 'The header fields are too large' },
    detail: {
      es: 'La dirección y las cabeceras juntas tienen como límite 16 KiB.',
      en: 'The limit for address and header fields together is 16 KiB.',
    },
  },
} as const satisfies Record<string, Problem>;
