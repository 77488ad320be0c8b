import type { Bilingual } from '../errors/problem.js';
import type { Language } from '../errors/problem-document.js';
import type { Schema } from './schema.js';

interface HeaderText extends Bilingual {
  example: string;
  schema?: Schema;
}

/** Headers of answers. */
const HEADERS: Readonly<Record<string, HeaderText>> = {
  'X-Request-Id': {
    es: 'Id de la solicitud, también en el registro del servidor.',
    en: 'Id of the request, in the server’s log as well.',
    example: '9f86d081884c7d650000000000000001',
  },
  ETag: {
    es: 'Qué versión es esta: para `If-None-Match`, y para `If-Match` donde se puede cambiar.',
    en: 'Which version this is: for `If-None-Match`, and for `If-Match` where it can be changed.',
    example: '"3.Xc9vBq1zK0aPqLmN"',
  },
  Location: { es: 'Dónde está.', en: 'Where it is.', example: '/v1/envios/TZ123456785PE' },
  Link: {
    es: 'Dónde sigue (`rel="next"`); falta en la última página.',
    en: 'Where it goes on (`rel="next"`); missing on the last page.',
    example: '</v1/envios?cursor=MjdiNjc3N2IyZTlj>; rel="next"',
  },
  'Trazo-Version': {
    es: 'Hasta dónde llegó la base: para `Trazo-Version-Minima` de una lectura.',
    en: 'How far the database is: for `Trazo-Version-Minima` of a read.',
    example: '00000000016b3748',
  },
  'Trazo-Al-Dia': {
    es: 'Si no había más.',
    en: 'Whether there was no more.',
    example: 'si',
    schema: { type: 'string', enum: ['si', 'no'] },
  },
  'Trazo-Archivo': {
    es: 'Cuando el filtro alcanza el archivo: si está `incluido` o `excluido`, y qué meses.',
    en: 'When the filter reaches into the archive: whether that is `incluido` or `excluido`, and which months.',
    example: 'excluido;desde="2019-01";hasta="2023-10"',
  },
  'Retry-After': {
    es: 'Segundos tras los que vale la pena repetirla.',
    en: 'Seconds after which it is worth another try.',
    example: '3',
    schema: { type: 'integer', minimum: 0 },
  },
  'Content-Language': {
    es: 'Idioma de los textos.',
    en: 'Language of the texts.',
    example: 'es',
    schema: { type: 'string', enum: ['es', 'en'] },
  },
  'GS1-EPCIS-Version': { es: 'Versión de EPCIS.', en: 'Version of EPCIS.', example: '2.0.0' },
  'GS1-CBV-Version': { es: 'Versión de CBV.', en: 'Version of CBV.', example: '2.0.0' },
  'GS1-EPCIS-Capture-Limit': {
    es: 'Eventos que caben en un documento.',
    en: 'Events that a document may have.',
    example: '1000',
  },
};

/** All of them, as components. */
export const headerComponents = (language: Language): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(HEADERS).map(([name, { schema = { type: 'string' }, example, ...text }]) => [
      name,
      { description: text[language], schema, example: schema.type === 'integer' ? Number(example) : example },
    ]),
  );

/** References to some of them. */
export const headers = (...names: string[]): Record<string, Schema> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** Names of those that are no secret of one decorator. */
export const isKnownHeader = (name: string): boolean => Object.hasOwn(HEADERS, name);
