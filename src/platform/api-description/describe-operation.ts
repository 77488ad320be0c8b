import { dialectOf } from '../errors/dialect.js';
import type { Language } from '../errors/problem-document.js';
import type { ComponentSchemas } from './component-schemas.js';
import type { OperationAccess } from './credentials.js';
import { exampleOf } from './examples.js';
import { headers, isKnownHeader } from './headers.js';
import type { Answer, Media, Operation } from './operation.js';
import { parametersOf } from './parameters.js';
import { type ProblemAnswers, problemsOf } from './problem-answers.js';
import { operationText } from './texts/operations.js';
import type { OperationText } from './texts/text.js';

/** Statuses whose answer says where it goes on. */
const LOCATED = ['201', '202', '302'];
const UNTOLD: OperationText = { id: '', en: '' };
/** A whole answer in JSON, which has an ETag; not a stream of it. */
const JSON_TYPE = /[/+]json$/;

interface Parts {
  schemas: ComponentSchemas;
  problems: ProblemAnswers;
  language: Language;
  access: OperationAccess;
}

/** An operation with all that follows from its form and stands in the texts, in one language. */
export function describeOperation(
  operation: Operation,
  method: string,
  path: string,
  { schemas, problems, language, access }: Parts,
): Operation {
  const text = operationText(method, path) ?? UNTOLD;
  const cached =
    method === 'get' &&
    !text.streamed &&
    Object.keys(operation.responses['200']?.content ?? {}).some((type) => JSON_TYPE.test(type));
  const paged = (operation.parameters ?? []).some(({ name }) => name === 'cursor');
  const { requestBody, responses, ...rest } = operation;
  const codes = problemsOf(operation, path, [...access.problems, ...(text.problems ?? [])]);
  return {
    ...rest,
    operationId: text.id,
    security: access.security,
    ...(language === 'en' && {
      summary: text.en,
      ...(rest.description !== undefined && { description: text.description ?? '' }),
    }),
    parameters: parametersOf(operation, path, { method, cached, language }),
    ...(requestBody && {
      requestBody: {
        ...requestBody,
        content: describeContent(requestBody.content, schemas, 'asked', everyType(requestBody, text.example)),
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(responses)
          .filter(([status]) => status !== 'default')
          .map(([status, answer]) => [
            status,
            describeAnswer(answer, status, { method, path, text, cached, paged, schemas, language }),
          ]),
      ),
      ...Object.fromEntries(
        Object.entries(text.also ?? {}).map(([status, words]) => [
          status,
          { description: words[language], headers: headers('X-Request-Id') },
        ]),
      ),
      ...(cached && { 304: notModified(language) }),
      ...problems.of(codes),
    },
  };
}

/** The same example for every type that a body may have. */
const everyType = ({ content }: NonNullable<Operation['requestBody']>, example: unknown) =>
  Object.fromEntries(Object.keys(content).map((type) => [type, example]));

const notModified = (language: Language): Answer => ({
  description: { es: 'Nada cambió desde ese ETag.', en: 'Nothing has changed since that ETag.' }[language],
  headers: headers('X-Request-Id', 'ETag'),
});

interface AnswerParts {
  method: string;
  path: string;
  text: OperationText;
  cached: boolean;
  paged: boolean;
  schemas: ComponentSchemas;
  language: Language;
}

function describeAnswer(answer: Answer, status: string, parts: AnswerParts): Answer {
  const { method, path, text, cached, paged, schemas, language } = parts;
  const names = [
    'X-Request-Id',
    ...(cached ? ['ETag'] : []),
    ...(LOCATED.includes(status) && text.location !== false ? ['Location'] : []),
    ...(method !== 'get' || text.version ? ['Trazo-Version'] : []),
    ...(cached && paged ? ['Link'] : []),
    ...(dialectOf(path)?.described ?? []),
    ...Object.keys(answer.headers ?? {}).filter(isKnownHeader),
  ];
  return {
    ...answer,
    description: text.answer?.[language] ?? DONE[language][status] ?? answer.description ?? '',
    headers: headers(...new Set(names)),
    ...(answer.content && { content: describeContent(answer.content, schemas, 'answered', text.samples) }),
  };
}

const DONE: Record<Language, Record<string, string>> = {
  es: {
    200: 'Hecho.',
    201: 'Está creado.',
    202: 'Está aceptado; sigue en `Location`.',
    204: 'Hecho.',
    302: 'Sigue en `Location`.',
  },
  en: {
    200: 'Done.',
    201: 'It is created.',
    202: 'It is accepted; it goes on at `Location`.',
    204: 'Done.',
    302: 'It goes on at `Location`.',
  },
};

function describeContent(
  content: Record<string, Media>,
  schemas: ComponentSchemas,
  role: 'asked' | 'answered',
  own: Readonly<Record<string, unknown>> = {},
): Record<string, Media> {
  return Object.fromEntries(
    Object.entries(content).map(([type, { schema = {}, ...media }]) => {
      const example = own[type] ?? media.example ?? exampleOf(schemas, schema);
      return [type, { schema: schemas.resolve(schema, role), ...(example !== undefined && { example }) }];
    }),
  );
}
