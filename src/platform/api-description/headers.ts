import type { Bilingual } from '../errors/problem.js';
import type { Language } from '../errors/problem-document.js';
import { Registry } from '../registry/registry.js';
import type { Schema } from './schema.js';

/** What the description says of a header of answers. */
export interface HeaderText extends Bilingual {
  example: string;
  schema?: Schema;
}

/** All headers of answers; modules declare some. */
export const headerTexts = new Registry<HeaderText>('La cabecera');

/** Headers that any answer may have. */
export const PLATFORM_HEADERS: Readonly<Record<string, HeaderText>> = {
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
};

/** All of them, as components. */
export const headerComponents = (language: Language): Record<string, Schema> =>
  Object.fromEntries(
    headerTexts.names().map((name) => {
      const { schema = { type: 'string' }, example, ...text } = headerTexts.get(name);
      return [
        name,
        {
          description: text[language],
          schema,
          example: schema.type === 'integer' ? Number(example) : example,
        },
      ];
    }),
  );

/** References to some of them. */
export const headers = (...names: string[]): Record<string, Schema> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** Names of those that are no secret of one decorator. */
export const isKnownHeader = (name: string): boolean => headerTexts.has(name);
